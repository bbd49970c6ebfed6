/** Filters of the lists under names of an account's own. */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { mayReport, sees } from '../domain/roles.ts';
import { uuid } from '../domain/texts.ts';
import { namesOf } from '../lists/filter-names.ts';
import { isNarrowed, readFilter } from '../lists/ticket-filter.ts';
import type { TicketFilter } from '../lists/ticket-filter.ts';
import { filterText } from '../reports/heading.ts';
import type { Web, WebContext } from './context.ts';
import { requiredText } from './fields.ts';
import { check, cleanText, fillAll, queryText, readForm } from './forms.ts';
import type { Fields } from './forms.ts';
import { page } from './frame.ts';
import { firstOutcome, once } from './once.ts';
import type { FieldErrors } from './pages.ts';
import type { NamedFilter, SavedFiltersPage } from './ticket-pages.ts';
import { addressOf } from './paging.ts';
import { forbidden, notFound } from './problems.ts';
import { z } from 'zod';

export const savedFilters = new Hono<Web>();

/** Filters that an account keeps for a list. */
const most = 20;

const form = z.object({ nama: requiredText('Nama filter', 60) });

for (const path of ['/tiket', '/laporan']) {
  savedFilters.get(`${path}/filter`, async (c) => {
    const filter = readFilter((name) => queryText(c, name));
    return show(c, path, queryOf(filter), { permintaan: randomUUID() }, {});
  });

  savedFilters.post(`${path}/filter`, async (c) => {
    mayList(c, path);
    const fields = await readForm(c);
    const done = await firstOutcome(c, fields);
    if (done) return c.redirect(done, 303);
    const query = queryOf(filterOf(fields['filter'] ?? ''));
    const checked = check(form, fields);
    if (!checked.ok) return show(c, path, query, fields, checked.errors);
    const saved = await save(c, path, checked.value.nama, query, fields);
    return 'errors' in saved ? show(c, path, query, fields, saved.errors) : c.redirect(saved.location, 303);
  });

  savedFilters.post(`${path}/filter/:id/hapus`, async (c) => {
    mayList(c, path);
    const fields = await readForm(c);
    const done = await firstOutcome(c, fields);
    if (done) return c.redirect(done, 303);
    const id = c.req.param('id');
    if (!uuid.test(id)) throw notFound();
    const location = await once(c, fields, async (tx) => {
      const removed = await tx.savedFilter.deleteMany({ where: { id, ...ownOf(c, path) } });
      if (removed.count === 0) throw notFound();
      return `${path}/filter`;
    });
    return c.redirect(location, 303);
  });
}

/** The account's filters of a list, by name. */
export async function savedFiltersOf(c: WebContext, path: string, now: TicketFilter): Promise<NamedFilter[]> {
  const saved = await c
    .get('services')
    .prisma.savedFilter.findMany({ where: ownOf(c, path), orderBy: { name: 'asc' } });
  const shown = queryOf(now);
  return saved.map(({ id, name, query }) => ({ id, name, href: `${path}?${query}`, shown: query === shown }));
}

/** @throws Problem 403 for who has no such list */
function mayList(c: WebContext, path: string): void {
  const account = c.get('account');
  if (path === '/laporan' ? !mayReport(account) : sees(account) === 'none') throw forbidden();
}

const ownOf = (c: WebContext, path: string) => ({ accountId: c.get('account').id, list: path.slice(1) });

const queryOf = (filter: TicketFilter): string => addressOf('', { ...filter }).slice(1);

/** The filter of an address's query; what it names wrongly narrows nothing. */
function filterOf(query: string): TicketFilter {
  const given = new URLSearchParams(query);
  return readFilter((name) => cleanText(given.get(name) ?? '').slice(0, 500));
}

async function save(
  c: WebContext,
  path: string,
  name: string,
  query: string,
  fields: Fields,
): Promise<{ location: string } | { errors: FieldErrors }> {
  if (!isNarrowed(filterOf(query))) return { errors: { nama: 'Tidak ada filter yang dapat disimpan.' } };
  const own = ownOf(c, path);
  const refusal = new Refused();
  try {
    const location = await once(c, fields, async (tx) => {
      // One at a time for an account, so that the count holds.
      await tx.$queryRaw`SELECT FROM account WHERE id = ${own.accountId}::uuid FOR UPDATE`;
      const known = await tx.savedFilter.findMany({ where: own, select: { name: true } });
      if (known.some((other) => other.name === name))
        throw refusal.because('Nama ini sudah dipakai. Pilih nama lain.');
      if (known.length >= most)
        throw refusal.because(`Paling banyak ${most} filter. Hapus salah satu lebih dahulu.`);
      await tx.savedFilter.create({ data: { ...own, name, query } });
      return `${path}?${query}`;
    });
    return { location };
  } catch (error) {
    if (error === refusal) return { errors: { nama: refusal.message } };
    throw error;
  }
}

/** Ends the transaction of a save that can't be. */
class Refused extends Error {
  because(message: string): this {
    this.message = message;
    return this;
  }
}

async function show(c: WebContext, path: string, query: string, fields: Fields, errors: FieldErrors) {
  mayList(c, path);
  const filter = filterOf(query);
  const [saved, names] = await Promise.all([
    savedFiltersOf(c, path, filter),
    namesOf(c.get('services').prisma, c.get('account'), filter),
  ]);
  const refused = Object.keys(errors).length > 0;
  const data: SavedFiltersPage = {
    path,
    title: path === '/tiket' ? 'Rekap Tiket' : 'Laporan Layanan/Permasalahan',
    words: isNarrowed(filter) ? filterText(filter, names) : null,
    query,
    permintaan: fields['permintaan'] || randomUUID(),
    typed: { nama: fields['nama'] ?? '' },
    errors,
    message: refused && !fields['nama'] ? fillAll : null,
    saved: saved.map((one) => ({ ...one, permintaan: randomUUID() })),
  };
  return page(c, 'filters/saved', 'Filter tersimpan', data, refused ? 422 : 200);
}
