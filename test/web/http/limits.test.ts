/** Attempts count by the row found, however its name or id is written (security.md 11 and 24). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it, test } from 'vitest';
import { signature, waitingTicket } from '../../support/given.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());
beforeEach(async () => void (await web.prisma.rateLimit.deleteMany()));

/** The same letters in a different case each time. */
const inCase = (text: string, n: number): string =>
  [...text].map((sign, at) => ((n >> (at % 8)) & 1 ? sign.toUpperCase() : sign)).join('');

test.each([
  ['in other letter cases', (id: string, n: number) => inCase(id, n)],
  ['as it is', (id: string) => id],
])("eleven wrong passwords CSO lock an officer's id written %s", async (_, written) => {
  const reference = await waitingTicket(web);
  const officer = await web.as('kppn-008');
  const { petugas, passwordCso } = await signature(web.prisma, 'CSO 1 Pekanbaru');
  const post = (n: number, password: string) =>
    officer.post(`/tiket/${reference}/jawaban`, {
      jawaban: 'Sudah.',
      petugas: written(petugas ?? '', n),
      passwordCso: password,
    });
  const statuses: number[] = [];
  for (let n = 0; n < 11; n++) statuses.push((await post(n, 'salah')).status);
  expect(statuses).toEqual([...Array<number>(10).fill(422), 429]);
  expect((await post(77, passwordCso ?? '')).status).toBe(429);
});

it('counts attempts at unknown officers as well', async () => {
  const reference = await waitingTicket(web);
  const officer = await web.as('kppn-008');
  const statuses: number[] = [];
  for (let n = 0; n < 11; n++) {
    const fields = { jawaban: 'Sudah.', petugas: randomUUID(), passwordCso: 'demo-cso' };
    statuses.push((await officer.post(`/tiket/${reference}/jawaban`, fields)).status);
  }
  expect(statuses).toEqual([...Array<number>(10).fill(422), 429]);
  expect(
    (
      await officer.post(`/tiket/${reference}/jawaban`, {
        jawaban: 'Sudah.',
        ...(await signature(web.prisma, 'CSO 1 Pekanbaru')),
      })
    ).status,
  ).toBe(303);
});

test.each([
  ['an account', 'kppn-008'],
  ['nobody', 'tidak-ada'],
])('eleven wrong passwords lock the name of %s in all letter cases', async (_, username) => {
  const statuses: number[] = [];
  for (let n = 0; n < 11; n++) {
    const fields = { username: ` ${inCase(username, n)} `, password: 'salah' };
    statuses.push((await web.visitor().post('/masuk', fields)).status);
  }
  expect(statuses).toEqual([...Array<number>(10).fill(422), 429]);
});
