import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Web, WebContext } from '../context.ts';
import { email } from '../forms/person-fields.ts';
import { withQuery } from './form.ts';
import { link, mayCorrect, stateOf } from '../../customers/records.ts';
import { managerOf, noSuchPerson, onWith, personOf, wayBack, withUnit } from './shown.ts';
import { check, fillAll, queryText, readForm } from '../forms/forms.ts';
import { page } from '../page/frame.ts';
import { leadRepeated, once } from '../forms/once.ts';
import type { CustomerFindPage } from './types.ts';
import { traits } from '../http/traits.ts';

/** CARI EMAIL, the first step of Tambah, and linking the person it finds (specification.md 1 and 3). */
export const customerFind = new Hono<Web>();

const form = z.object({ email });

customerFind.get('/cari-email', async (c) => {
  managerOf(c);
  const kembali = wayBack(queryText(c, 'kembali'));
  if (c.req.query('email') === undefined) return findPage(c, { email: '', kembali });
  const typed = queryText(c, 'email');
  const checked = check(form, { email: typed });
  if (!checked.ok) return findPage(c, { email: typed, kembali, errors: checked.errors, message: fillAll });
  const found = await lookUp(c, checked.value.email, kembali);
  if (!found) return c.redirect(withQuery('/pengguna/baru', { email: typed, kembali }), 303);
  return findPage(c, { email: typed, kembali, found });
});

/** Links the person with this exact e-mail if the link had ended or the person belongs to no satker or KPPN. */
customerFind.post('/tautan', traits({ shownAt: '/pengguna/cari-email' }), leadRepeated, async (c) => {
  const account = managerOf(c);
  const fields = await readForm(c);
  const kembali = wayBack(fields['kembali']);
  const checked = check(form, fields);
  if (!checked.ok) {
    const typed = fields['email'] ?? '';
    return findPage(c, { email: typed, kembali, errors: checked.errors, message: fillAll });
  }
  const location = await once(c, fields, async (tx) => {
    const customer = await tx.customer.findUnique({ where: { email: checked.value.email } });
    const state = customer ? await stateOf(tx, account, customer) : 'elsewhere';
    if (!customer || state === 'elsewhere') throw noSuchPerson();
    if (state !== 'here') await link(tx, account.unitId, customer.id);
    return onWith(kembali, customer);
  });
  return c.redirect(location, 303);
});

/** What this account may know about the e-mail's person; null when nobody has it. */
async function lookUp(c: WebContext, address: string, kembali: string): Promise<CustomerFindPage['found']> {
  const { prisma } = c.get('services');
  const customer = await prisma.customer.findUnique({ where: { email: address }, include: withUnit });
  if (!customer) return null;
  const state = await stateOf(prisma, c.get('account'), customer);
  const person = personOf(customer);
  switch (state) {
    case 'here':
      return {
        state,
        person,
        pick: kembali === '' ? null : onWith(kembali, customer),
        corrects: await mayCorrect(prisma, c.get('account'), customer.id),
      };
    case 'ended':
      return { state, person };
    case 'linkable':
    case 'elsewhere':
      return { state };
  }
}

function findPage(c: WebContext, data: Partial<CustomerFindPage> & { email: string; kembali: string }) {
  const blank = { errors: {}, message: null, found: null, permintaan: randomUUID() };
  const status = Object.keys(data.errors ?? {}).length > 0 ? 422 : 200;
  return page(c, 'customers/find', 'Cari E-mail', { ...blank, ...data }, status);
}
