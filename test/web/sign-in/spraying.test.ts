import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPassword } from '../../../prisma/seed/demo.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const wrong = (username: string) => web.visitor().post('/masuk', { username, password: 'salah' });

it('one password tried on all names is stopped after 300 wrong attempts from one address', async () => {
  expect((await wrong('siapa-1')).status).toBe(422);
  const counted = await web.prisma.rateLimit.findMany({ where: { key: { startsWith: 'alamat:' } } });
  expect(counted.map(({ points }) => points)).toEqual([1]);
  await web.as('kppn-008');
  const key = counted[0]?.key ?? '';
  await web.prisma.rateLimit.update({ where: { key }, data: { points: 299 } });
  expect((await wrong('siapa-2')).status).toBe(422);
  expect((await wrong('siapa-3')).status).toBe(429);
  const right = await web.visitor().post('/masuk', { username: 'kppn-063', password: demoPassword });
  expect([right.status, right.one('.govuk-error-summary')]).toEqual([
    429,
    expect.stringContaining('Cobalah lagi dalam 15 menit.'),
  ]);
  await web.prisma.rateLimit.delete({ where: { key } });
});

it('many addresses together are stopped after 100 wrong attempts for one name, and that name is locked', async () => {
  expect((await wrong('Satker-527010')).status).toBe(422);
  const account = await web.prisma.account.findUniqueOrThrow({ where: { username: 'satker-527010' } });
  const where = { key: `nama:${account.id}` };
  expect((await web.prisma.rateLimit.findUniqueOrThrow({ where })).points).toBe(1);
  await web.prisma.rateLimit.update({ where, data: { points: 100 } });
  const fields = { username: 'satker-527010', password: demoPassword };
  expect((await web.visitor().post('/masuk', fields)).status).toBe(429);
  await web.as('satker-527020');
});

it('letters that only look like those of a name do not tell whether somebody has it', async () => {
  const outcomes = async (name: string) => {
    for (let count = 0; count < 10; count++) expect((await wrong(name)).status).toBe(422);
    const kelvin = name.replace('k', '\u212a');
    return [(await wrong(kelvin)).status, (await wrong(name.toUpperCase())).status];
  };
  expect(await outcomes('kppn-kph')).toEqual(await outcomes('kppn-tidak-ada'));
});
