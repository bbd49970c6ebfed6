import { Hono } from 'hono';
import { isUniqueViolation } from '../../prisma/errors.ts';
import type { Web, WebContext, Fields } from '../context.ts';
import { customerFormPage, incomplete, queryFields, registered, withQuery } from './form.ts';
import type { FormState } from './form.ts';
import { readCustomer } from './read.ts';
import { correctCustomer, mayCorrect, NotTheirs } from '../../customers/records.ts';
import { customerOf, managerOf } from './shown.ts';
import type { ShownCustomer } from './shown.ts';
import { readForm } from '../forms/forms.ts';
import { leadRepeated, once } from '../forms/once.ts';
import { Problem } from '../http/problems.ts';
import { traits } from '../http/traits.ts';

/** *Ubah*: corrects name, e-mail, type and code; old tickets keep what they showed (specification.md 3). */
export const customerEdit = new Hono<Web>();

customerEdit.get('/:id/ubah', async (c) => {
  const customer = await correctableOf(c);
  return editPage(c, customer, { ...fieldsOf(customer), ...queryFields(c) });
});

customerEdit.post('/:id', traits({ shownAt: '/pengguna/:id/ubah' }), leadRepeated, async (c) => {
  const account = managerOf(c);
  const fields = await readForm(c);
  const customer = await correctableOf(c);
  const read = await readCustomer(c, fields);
  if (!read.ok) return editPage(c, customer, fields, { errors: read.errors, ...incomplete });
  try {
    const location = await once(c, fields, async (tx) => {
      await correctCustomer(tx, account, customer.id, read.data);
      return '/pengguna';
    });
    return c.redirect(location, 303);
  } catch (error) {
    if (error instanceof NotTheirs) throw othersPerson();
    if (isUniqueViolation(error)) return editPage(c, customer, fields, registered);
    throw error;
  }
});

/**
 * The person of the address, who belongs to this unit. @throws Problem 404, or 403 for one that the unit only linked
 */
async function correctableOf(c: WebContext): Promise<ShownCustomer> {
  const account = managerOf(c);
  const customer = await customerOf(c);
  if (!(await mayCorrect(c.get('services').prisma, account, customer.id))) throw othersPerson();
  return customer;
}

const othersPerson = (): Problem =>
  new Problem(
    403,
    'Data orang ini hanya dapat diperbaiki oleh unitnya sendiri. Unit Anda dapat menghapusnya dari daftar.',
  );

function fieldsOf({ email, name, type, unit }: ShownCustomer): Fields {
  const code = unit?.code ?? '';
  return {
    email,
    nama: name,
    jenis: type,
    ...(type === 'SATKER' ? { satker: code } : {}),
    ...(type === 'KPPN' ? { kppn: code } : {}),
  };
}

function editPage(c: WebContext, customer: ShownCustomer, fields: Fields, rest: Partial<FormState> = {}) {
  const action = `/pengguna/${customer.id}`;
  const again = `${action}/ubah`;
  return customerFormPage(c, {
    title: 'Ubah Pengguna',
    action,
    again,
    clearHref: again,
    copyOf: withQuery(action, fieldsOf(customer)),
    fields,
    ...rest,
  });
}
