import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { moves } from '../../domain/moves.ts';

/** The diagram of a ticket's states in docs/architecture.md matches domain/moves.ts. */

const text = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
const drawn = (/```mermaid\nstateDiagram-v2\n([^`]*)```/.exec(text)?.[1] ?? '')
  .trim()
  .split('\n')
  .map((line) => line.trim());

it('shows every move of the table and no other', () => {
  const table = moves.map(
    ({ does, from, to, by, ...rest }) =>
      `${from} --> ${to}: ${does} by ${by}${'needs' in rest ? `, after ${rest.needs}` : ''}`,
  );
  expect(drawn).toEqual(['[*] --> WAITING: RECORDED', ...table, 'RESOLVED --> [*]']);
});
