import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../config/env.ts';
import { runInstaller, type Say } from './install.ts';
import { runScript } from './node-piece.ts';

/** Generates Prisma's client and the pages' assets if their sources have changed. */
export async function setup(say: Say): Promise<void> {
  await generateClient(say);
  await runScript(say, 'web/page/build-assets.ts');
}

async function generateClient(say: Say): Promise<void> {
  const stamp = join(ROOT, 'prisma/generated/.made-from');
  const sources = ['prisma/schema.prisma', 'node_modules/prisma/package.json'];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(join(ROOT, source)));
  const now = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  say('      generating the database client');
  const prisma = join(ROOT, 'node_modules/prisma/build/index.js');
  // Any file will do: without one Prisma downloads an engine that generating does not use.
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: join(ROOT, 'package.json'), CHECKPOINT_DISABLE: '1' };
  await runInstaller(say, 'the database client', process.execPath, [prisma, 'generate'], env, ROOT);
  writeFileSync(stamp, now);
}

if (import.meta.main) await setup((line) => console.log(line));
