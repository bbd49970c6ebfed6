/** Orders of a list of tickets: `urut` and `arah` in the address (contract.md: `GET /tiket`). */
import { Prisma } from '../prisma/generated/client.ts';
import type { Sorting } from './column.ts';
import { ticketColumns } from './columns.ts';
import type { ListedTicket } from './ticket-rows.ts';

/** A ticket's place in a list: its column's value as text, and the reference to break ties. */
export interface ListPosition {
  value: string;
  reference: string;
}

const sortings = Object.assign({}, ...ticketColumns.laporan.map((column) => column.sortings ?? {})) as Record<
  string,
  Sorting
>;

/** Values of `urut`. */
export const sortable = Object.keys(sortings);

/** The default order. */
export const newest = 'tanggal';

export interface Order {
  /** Whether sorted by date, the only order of the index of a unit's own tickets. */
  byDate: boolean;
  /** Sort key of a ticket `t`; tickets without a value are last in both directions. */
  key: Prisma.Sql;
  /** The value as in the index. */
  value: Prisma.Sql;
  direction: Prisma.Sql;
  /** Whether later tickets come first. */
  newestFirst: boolean;
  /** The condition for tickets after a place, given the key. */
  after: (key: Prisma.Sql, place: ListPosition) => Prisma.Sql;
  /**
   * Conditions for the tickets after a place, one for each range of the index; the ranges follow one another in this
   * order.
   */
  scans: (from: ListPosition | null) => Prisma.Sql[];
  placeOf: (ticket: ListedTicket) => ListPosition;
}

/** Newest first, unless the filter says otherwise. `backwards` reverses the order, by date only. */
export function orderOf(
  { urut, arah }: { urut: string; arah: 'naik' | 'turun' | '' },
  backwards = false,
): Order {
  const named = Object.hasOwn(sortings, urut) ? urut : newest;
  const { value, type, of, absent } = sortings[named] as Sorting;
  const ascending = arah === 'naik';
  const direction = Prisma.raw(ascending === backwards ? 'DESC' : 'ASC');
  const sign = Prisma.raw(ascending === backwards ? '<' : '>');
  const last = absent && (ascending ? absent.lastUp : absent.lastDown);
  const typed = (text: string): Prisma.Sql => Prisma.sql`${text}::text::${Prisma.raw(type)}`;
  const after: Order['after'] = (key, place) =>
    Prisma.sql`(${key}, reference) ${sign} (${typed(place.value)}, ${place.reference})`;
  return {
    byDate: named === newest,
    key: absent
      ? Prisma.sql`CASE WHEN ${absent.absent} THEN ${Prisma.raw(`'${last}'::${type}`)} ELSE ${value} END`
      : value,
    value,
    direction,
    newestFirst: named === newest && ascending === backwards,
    after,
    scans: (from) => {
      if (!absent) return [from ? Prisma.sql`AND ${after(value, from)}` : Prisma.empty];
      const none = Prisma.sql`AND ${absent.absent}`;
      if (from?.value === last) return [Prisma.sql`${none} AND reference ${sign} ${from?.reference}`];
      const some = Prisma.sql`AND ${absent.present}`;
      return [from ? Prisma.sql`${some} AND ${after(value, from)}` : some, none];
    },
    placeOf: (ticket) => ({ value: of(ticket) ?? last ?? '', reference: ticket.reference }),
  };
}
