import { existsSync, readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';

/** Every line of docs/manual-coverage.md names a test, and each named test exists. */

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/manual-coverage.md', root), 'utf8');
const lines = text
  .split('\n')
  .filter((line) => /^\|(?! -|-)/.test(line) && !/^\| requirement /.test(line))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));

const named = [...text.matchAll(/`(test\/[^`]+)`: “([^”]+)”/g)].map(([, file = '', name = '']) => ({
  file,
  name,
}));

it('every line has a place and a test', () => {
  expect(lines.length).toBeGreaterThan(100);
  for (const [, said, where, shown] of lines) {
    expect(said).toBeTruthy();
    expect(where).toBeTruthy();
    expect(shown, said).toMatch(/`test\/[^`]+`: “[^”]+”/);
  }
});

test.each(named)('$file has “$name”', ({ file, name }) => {
  expect(existsSync(new URL(file, root))).toBe(true);
  const source = readFileSync(new URL(file, root), 'utf8').replaceAll("\\'", "'");
  expect(["'", '"', '`'].some((quote) => source.includes(quote + name + quote))).toBe(true);
});
