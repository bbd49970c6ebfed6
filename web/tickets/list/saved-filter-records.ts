/** Stored filters, named by their account, each for one list and stored as the query of the list's address. */
import type { FieldErrors } from '../../forms/types.ts';
import type { ListName } from '../../../domain/lists.ts';
import { uuid } from '../../../domain/texts.ts';
import { isNarrowed, readFilter } from '../../../lists/ticket-filter.ts';
import type { TicketFilter } from '../../../lists/ticket-filter.ts';
import type { Fields, WebContext } from '../../context.ts';
import { cleanText } from '../../forms/forms.ts';
import { once } from '../../forms/once.ts';
import { addressOf } from '../../page/paging.ts';
import { notFound } from '../../http/problems.ts';
import type { NamedFilter } from '../types.ts';

/** Most filters of one account for one list. */
const most = 20;

const ownOf = (c: WebContext, list: ListName) => ({ accountId: c.get('account').id, list });

/** The list with a saved filter, in the year that is shown: a filter is for every year. */
const listAddress = (c: WebContext, list: ListName, query: string): string =>
  `/${list}?${query}&tahun=${c.get('account').year}`;

/** The query of a list's address with this filter. */
export const queryOf = (filter: TicketFilter): string => addressOf('', { ...filter }).slice(1);

/** The filter of an address's query; invalid values restrict nothing. */
export function filterOf(query: string): TicketFilter {
  const given = new URLSearchParams(query);
  return readFilter((name) => cleanText(given.get(name) ?? '').slice(0, 500));
}

/** The account's filters of a list, by name; marks the current one. */
export async function savedFiltersOf(
  c: WebContext,
  list: ListName,
  now: TicketFilter,
): Promise<NamedFilter[]> {
  const saved = await c
    .get('services')
    .prisma.savedFilter.findMany({ where: ownOf(c, list), orderBy: { name: 'asc' } });
  const shown = queryOf(now);
  return saved.map(({ id, name, query }) => ({
    id,
    name,
    href: listAddress(c, list, query),
    shown: query === shown,
  }));
}

/** Saves the filter of `query` under this name. @returns the address of its list, or why it can't be saved */
export async function saveFilter(
  c: WebContext,
  list: ListName,
  name: string,
  query: string,
  fields: Fields,
): Promise<{ location: string } | { errors: FieldErrors }> {
  if (!isNarrowed(filterOf(query))) return { errors: { nama: 'Tidak ada filter yang dapat disimpan.' } };
  const own = ownOf(c, list);
  const refusal = new Refused();
  try {
    const location = await once(c, fields, async (tx) => {
      // One save at a time for each account, so that the limit holds.
      await tx.$queryRaw`SELECT FROM account WHERE id = ${own.accountId}::uuid FOR UPDATE`;
      const known = await tx.savedFilter.findMany({ where: own, select: { name: true } });
      if (known.some((other) => other.name === name))
        throw refusal.because('Nama ini sudah dipakai. Pilih nama lain.');
      if (known.length >= most)
        throw refusal.because(`Paling banyak ${most} filter. Hapus salah satu lebih dahulu.`);
      await tx.savedFilter.create({ data: { ...own, name, query } });
      return listAddress(c, list, query);
    });
    return { location };
  } catch (error) {
    if (error === refusal) return { errors: { nama: refusal.message } };
    throw error;
  }
}

/** Rolls back a save that is not allowed. */
class Refused extends Error {
  because(message: string): this {
    this.message = message;
    return this;
  }
}

/**
 * Removes one of the account's filters.
 * @returns the address of its list
 * @throws Problem 404 if the account has no such filter
 */
export function removeFilter(c: WebContext, list: ListName, id: string, fields: Fields): Promise<string> {
  if (!uuid.test(id)) throw notFound();
  return once(c, fields, async (tx) => {
    const removed = await tx.savedFilter.deleteMany({ where: { id, ...ownOf(c, list) } });
    if (removed.count === 0) throw notFound();
    return `/${list}/filter`;
  });
}
