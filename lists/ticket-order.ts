/** The orders of a list of tickets: what `urut` and `arah` of the address mean (contract.md: `GET /tiket`). */
import { Prisma } from '../prisma/generated/client.ts';
import type { TicketFilter } from './ticket-filter.ts';
import type { ListedTicket } from './ticket-rows.ts';

/** Where a ticket stands in a list's order: the text of its column's value, and the reference, which decides among equals. */
export interface Place {
  value: string;
  reference: string;
}

interface Column {
  /** Of the table ticket; each has an index with the year. */
  name: string;
  type: 'text' | 'int' | 'timestamptz' | '"AskerType"' | '"Method"' | '"Status"';
  of: (ticket: ListedTicket) => string;
}

const columns = {
  tanggal: { name: 'opened_at', type: 'timestamptz', of: ({ openedAt }) => openedAt.toISOString() },
  instansi: { name: 'asker_agency', type: 'text', of: ({ askerAgency }) => askerAgency },
  penanya: { name: 'asker_type', type: '"AskerType"', of: ({ askerType }) => askerType },
  nama: { name: 'asker_name', type: 'text', of: ({ askerName }) => askerName },
  subjek: { name: 'subject', type: 'text', of: ({ subject }) => subject },
  referensi: { name: 'reference', type: 'text', of: ({ reference }) => reference },
  metode: { name: 'method', type: '"Method"', of: ({ method }) => method },
  status: { name: 'status', type: '"Status"', of: ({ status }) => status },
  sla: { name: 'due_at', type: 'timestamptz', of: ({ dueAt }) => dueAt.toISOString() },
  lama: { name: 'resolution_minutes', type: 'int', of: ({ resolutionMinutes }) => String(resolutionMinutes) },
} as const satisfies Record<string, Column>;

/** What `urut` may be. */
export const sortable = Object.keys(columns) as (keyof typeof columns)[];

export interface Order {
  /** Newest first or oldest first: the only order in which a unit's own tickets lie in an index. */
  byDate: boolean;
  /** Of a ticket `t`; tickets without the value stand last whichever way the list goes. */
  key: Prisma.Sql;
  column: Prisma.Sql;
  /** Whether some tickets have no value. */
  partly: boolean;
  direction: Prisma.Sql;
  /** Whether what is later comes before what is earlier. */
  newestFirst: boolean;
  /** The condition for what comes after a place, by the key that is given. */
  after: (key: Prisma.Sql, place: Place) => Prisma.Sql;
  placeOf: (ticket: ListedTicket) => Place;
}

/** Newest first, unless the filter says otherwise. `backwards` turns the order round. */
export function orderOf({ urut, arah }: TicketFilter, backwards = false): Order {
  const named = sortable.find((column) => column === urut) ?? 'tanggal';
  const { name, type, of } = columns[named];
  const ascending = arah === 'naik';
  const direction = Prisma.raw(ascending === backwards ? 'DESC' : 'ASC');
  const sign = Prisma.raw(ascending === backwards ? '<' : '>');
  const column = Prisma.raw(name);
  const last = ascending ? '2147483647' : '-1';
  const partly = named === 'lama';
  return {
    byDate: named === 'tanggal',
    key: partly ? Prisma.sql`coalesce(t.${column}, ${Prisma.raw(last)})` : Prisma.sql`t.${column}`,
    column,
    partly,
    direction,
    newestFirst: named === 'tanggal' && ascending === backwards,
    after: (key, { value, reference }) =>
      Prisma.sql`(${key}, reference) ${sign} (${value}::text::${Prisma.raw(type)}, ${reference})`,
    placeOf: (ticket) => {
      const value = partly && ticket.resolutionMinutes === null ? last : of(ticket);
      return { value, reference: ticket.reference };
    },
  };
}
