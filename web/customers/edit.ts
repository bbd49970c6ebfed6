import { Hono } from 'hono';
import { isUniqueViolation } from '../../prisma/errors.ts';
import type { Web, WebContext, Fields } from '../context.ts';
import { customerFormPage, incomplete, queryFields, registered, withQuery } from './form.ts';
import type { FormState } from './form.ts';
import { readCustomer } from './read.ts';
import { correctCustomer } from '../../customers/records.ts';
import { customerOf, managerOf } from './shown.ts';
import type { ShownCustomer } from './shown.ts';
import { readForm } from '../forms/forms.ts';
import { firstOutcome, once } from '../forms/once.ts';
import { traits } from '../http/traits.ts';

/** *Ubah*: corrects name, e-mail, type and code; old tickets keep what they showed (specification.md 3). */
export const customerEdit = new Hono<Web>();

customerEdit.get('/:id/ubah', async (c) => {
  managerOf(c);
  const customer = await customerOf(c);
  return editPage(c, customer, { ...fieldsOf(customer), ...queryFields(c) });
});

customerEdit.post('/:id', traits({ shownAt: '/pengguna/:id/ubah' }), async (c) => {
  const account = managerOf(c);
  const fields = await readForm(c);
  const done = await firstOutcome(c, fields);
  if (done) return c.redirect(done, 303);
  const customer = await customerOf(c);
  const read = await readCustomer(c, fields);
  if (!read.ok) return editPage(c, customer, fields, { errors: read.errors, ...incomplete });
  try {
    const location = await once(c, fields, async (tx) => {
      await correctCustomer(tx, account, customer, read.data);
      return '/pengguna';
    });
    return c.redirect(location, 303);
  } catch (error) {
    if (isUniqueViolation(error)) return editPage(c, customer, fields, registered);
    throw error;
  }
});

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
