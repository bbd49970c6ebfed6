import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Web, WebContext, Fields } from '../context.ts';
import { customerListOf } from './list.ts';
import { choosableCustomers, restorableCustomers } from '../../customers/reach.ts';
import { endLink } from '../../customers/records.ts';
import { customerOf, idOf, managerOf, noSuchPerson, personOf } from './shown.ts';
import { readForm } from '../forms/forms.ts';
import { page, wantsPart } from '../page/frame.ts';
import { leadRepeated, once } from '../forms/once.ts';
import type { CustomerRemovePage } from './types.ts';
import { renderPart } from '../page/render.ts';
import { traits } from '../http/traits.ts';

/** *Hapus* ends this unit's link; the person's tickets and other units' links are unaffected (specification.md 3). */
export const customerRemove = new Hono<Web>();

customerRemove.get('/:id/hapus', async (c) => {
  managerOf(c);
  const data: CustomerRemovePage = { person: personOf(await customerOf(c)), permintaan: randomUUID() };
  return page(c, 'customers/remove', 'Hapus Pengguna', data);
});

customerRemove.post('/:id/hapus', traits({ shownAt: '/pengguna/:id/hapus' }), leadRepeated, async (c) =>
  c.redirect(await remove(c, await readForm(c)), 303),
);

/** htmx asks for confirmation itself; the answer is the list by the address's filter, without the person. */
customerRemove.delete('/:id', async (c) => {
  const location = await remove(c, {});
  if (!wantsPart(c)) return c.redirect(location, 303);
  const done = 'Pengguna telah dihapus dari unit ini. Tiket-tiketnya tetap utuh.';
  return c.html(renderPart('customers/_rows', await customerListOf(c, done)));
});

/** @returns where to redirect, also for a person removed before. @throws Problem 404 for a stranger */
async function remove(c: WebContext, fields: Fields): Promise<string> {
  const account = managerOf(c);
  const id = idOf(c);
  return once(c, fields, async (tx) => {
    const here = await tx.customer.findFirst({ where: { AND: [{ id }, choosableCustomers(account)] } });
    const ended = { links: { some: { unitId: account.unitId, endedAt: { not: null } } } };
    const before = { AND: [{ id }, restorableCustomers(account), ended] };
    if (!here && !(await tx.customer.findFirst({ where: before }))) throw noSuchPerson();
    if (here) await endLink(tx, account.unitId, id);
    return '/pengguna';
  });
}
