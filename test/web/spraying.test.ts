import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWeb } from '../support/web.ts';
import type { TestWeb } from '../support/web.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const wrong = (username: string) => web.visitor().post('/masuk', { username, password: 'salah' });

it('one password on all names ends at three hundred wrong ones from one address', async () => {
  expect((await wrong('siapa-1')).status).toBe(422);
  const counted = await web.prisma.rateLimit.findMany({ where: { key: { startsWith: 'alamat:' } } });
  expect(counted.map(({ points }) => points)).toEqual([1]);
  await web.as('kppn-008');
  const key = counted[0]?.key ?? '';
  await web.prisma.rateLimit.update({ where: { key }, data: { points: 299 } });
  expect((await wrong('siapa-2')).status).toBe(422);
  expect((await wrong('siapa-3')).status).toBe(429);
});
