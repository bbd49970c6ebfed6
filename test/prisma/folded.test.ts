/** The one function by which names and texts are compared (prisma/migrations/20261122000000_tables). */
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { createDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await createDatabase()));
afterAll(() => database.drop());

const folded = async (text: string): Promise<string> => {
  const { rows } = await database.pool.query<{ folded: string }>('SELECT folded($1) AS folded', [text]);
  return rows[0]?.folded ?? '';
};

test.each([
  ["'`´‘’‛ʹʻʼʽʾʿˈ′‵＇", "''''''''''''''''"],
  ['-\u2010\u2011\u2012–—―\u2212﹣－\u001e', '-----------'],
  ['a\u00a0b\u2003c\u3000d', 'a b c d'],
  ['ÁÀÂÄÃÅéèêëçñöőüű', 'aaaaaaeeeecnoouu'],
  ['e\u0301\u0323 Ø đ Łódź İstanbul ı', 'e o d lodz istanbul i'],
  ['A\u200bB\u00adC\u202eD\ufeffE\u2060F', 'abcdef'],
  ['ＡＢＣ１２３ ﬁ', 'abc123 fi'],
  ['Ma♥ruf m²', 'ma ruf m '],
  ['مُحَمَّد Иван 王', 'م ح م د иван 王'],
  ['', ''],
])('%j is compared as %j', async (text, expected) => {
  expect((await folded(text)).replaceAll(/ +/g, ' ').trim()).toBe(expected.trim());
});

it('of every letter with accents leaves the letter', async () => {
  const signs = Array.from({ length: 0x1f00 }, (_, code) => String.fromCharCode(code));
  const accented = signs.filter((sign) => /^[a-z]\p{M}+$/iu.test(sign.normalize('NFD')));
  expect(accented.length).toBeGreaterThan(400);
  const letters = (await folded(accented.join(' '))).split(' ');
  const wrong = accented.filter((sign, at) => letters[at] !== sign.normalize('NFKD').charAt(0).toLowerCase());
  expect(wrong).toEqual([]);
});
