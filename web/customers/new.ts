import { Hono } from 'hono';
import { isUniqueViolation } from '../../prisma/errors.ts';
import type { Web, WebContext, Fields } from '../context.ts';
import { email } from '../forms/person-fields.ts';
import { customerFormPage, incomplete, queryFields, registered, withQuery } from './form.ts';
import type { FormState } from './form.ts';
import { readCustomer } from './read.ts';
import { AlreadyRegistered, recordCustomer } from '../../customers/records.ts';
import { managerOf, onWith } from './shown.ts';
import { queryText, readForm } from '../forms/forms.ts';
import { leadRepeated, once } from '../forms/once.ts';
import { renderPart } from '../page/render.ts';
import { unitPicker } from './unit-picker.ts';
import { traits } from '../http/traits.ts';

/** TAMBAH PENGGUNA (specification.md 3). */
export const customerNew = new Hono<Web>();

customerNew.get('/baru', async (c) => {
  managerOf(c);
  const fields = queryFields(c);
  const { email: typed = '', kembali = '' } = fields;
  // A button of the form itself keeps typed values, valid or not.
  if (c.req.query('nama') !== undefined) return addPage(c, fields);
  const { data } = email.safeParse(typed);
  const unknown = data && !(await c.get('services').prisma.customer.findUnique({ where: { email: data } }));
  if (!unknown) return c.redirect(withQuery('/pengguna/cari-email', { email: typed, kembali }), 303);
  return addPage(c, { ...typeOf(kembali), ...fields });
});

customerNew.post('/', traits({ shownAt: '/pengguna/baru' }), leadRepeated, async (c) => {
  const account = managerOf(c);
  const fields = await readForm(c);
  const read = await readCustomer(c, fields);
  if (!read.ok) return addPage(c, fields, { errors: read.errors, ...incomplete });
  try {
    const location = await once(c, fields, async (tx) =>
      onWith(fields['kembali'] ?? '', await recordCustomer(tx, account, read.data)),
    );
    return c.redirect(location, 303);
  } catch (error) {
    if (error instanceof AlreadyRegistered || isUniqueViolation(error)) return addPage(c, fields, registered);
    throw error;
  }
});

/** Type-ahead: options of satkers' codes by a part of code or name, with the chosen one. */
customerNew.get('/satker', (c) => options(c, 'SATKER', queryText(c, 'cari'), queryText(c, 'satker')));

customerNew.get('/kppn', (c) =>
  options(c, 'KPPN', queryText(c, 'cariKppn') || queryText(c, 'cari'), queryText(c, 'kppn')),
);

async function options(c: WebContext, what: 'SATKER' | 'KPPN', cari: string, chosen: string) {
  managerOf(c);
  const picker = await unitPicker(c, what, cari, chosen);
  return c.html(renderPart('_unit-options', { ...picker, value: chosen }));
}

/** From a ticket's form the new person gets that form's asker type. */
function typeOf(kembali: string): Fields {
  const jenis = new URLSearchParams(kembali.split('?')[1] ?? '').get('jenis');
  return jenis === null ? {} : { jenis };
}

function addPage(c: WebContext, fields: Fields, rest: Partial<FormState> = {}): Promise<Response> {
  const { email: typed = '', kembali = '' } = fields;
  // Keep the e-mail in the form's address, so that a log-in in between leads back to it.
  const asked = { email: queryText(c, 'email') || typed, kembali };
  return customerFormPage(c, {
    title: 'Tambah Pengguna',
    action: withQuery('/pengguna', asked),
    again: '/pengguna/baru',
    clearHref: withQuery('/pengguna/baru', { email: typed, kembali }),
    copyOf: withQuery('/pengguna', { email: asked.email }),
    fields,
    ...rest,
  });
}
