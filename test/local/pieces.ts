import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Piece } from '../../local/piece.ts';
import { nodePiece } from '../../local/node-piece.ts';

const script = (life: string) => `
import { existsSync } from 'node:fs';
process.on('SIGTERM', () => { console.log('bye'); process.exit(0); });
process.on('message', () => process.send('here'));
${life}
process.send('ready');
`;

/** A real program that runs `life` and is then ready. */
export function scriptPiece(folder: string, name: string, life: string, lines: string[] = []): Piece {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, script(life));
  return nodePiece(name, file, (line) => lines.push(line));
}

export const STAYS = 'setInterval(() => {}, 1000)';
