import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';

let web: TestWeb;
beforeAll(async () => void (web = await startWeb()));
afterAll(() => web.stop());

const email = 'bendahara@satker-527010.example.id';

it('is shown in Data Pengguna Layanan, until the e-mail is corrected', async () => {
  const reply = '550 <"><svg onload=alert(1)>> tidak dikenal';
  const { id } = await web.prisma.customer.update({ where: { email }, data: { emailRefusal: reply } });
  const satker = await web.as('satker-527010');
  expect((await satker.get('/pengguna')).one('.refusal')).toBe(`e-mail ditolak: ${reply}`);
  await satker.post(`/pengguna/${id}`, { email, nama: 'Nama lain' });
  expect((await satker.get('/pengguna')).all('.refusal')).toHaveLength(1);
  await satker.post(`/pengguna/${id}`, { email: 'benar@satker-527010.example.id', nama: 'Nama lain' });
  expect((await satker.get('/pengguna')).all('.refusal')).toHaveLength(0);
  expect((await web.prisma.customer.findUniqueOrThrow({ where: { id } })).emailRefusal).toBeNull();
});
