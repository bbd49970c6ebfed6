/** Orders of a list of tickets: `urut` and `arah` in the address (contract.md: `GET /tiket`). */
import { Prisma } from '../prisma/generated/client.ts';
import type { TicketFilter } from './ticket-filter.ts';
import type { ListedTicket } from './ticket-rows.ts';

/** A ticket's place in a list: its column's value as text, and the reference to break ties. */
export interface Place {
  value: string;
  reference: string;
}

interface Column {
  /** The sort value of a ticket `t`; each has an index with the year. */
  value: Prisma.Sql;
  type: 'text' | 'int' | 'timestamptz' | '"AskerType"' | '"Method"' | '"Status"';
  of: (ticket: ListedTicket) => string;
}

const columns = {
  tanggal: {
    value: Prisma.sql`t.opened_at`,
    type: 'timestamptz',
    of: ({ openedAt }) => openedAt.toISOString(),
  },
  instansi: { value: Prisma.sql`t.asker_agency`, type: 'text', of: ({ askerAgency }) => askerAgency },
  penanya: { value: Prisma.sql`t.asker_type`, type: '"AskerType"', of: ({ askerType }) => askerType },
  nama: { value: Prisma.sql`t.asker_name`, type: 'text', of: ({ askerName }) => askerName },
  subjek: { value: Prisma.sql`t.subject`, type: 'text', of: ({ subject }) => subject },
  referensi: { value: Prisma.sql`t.reference`, type: 'text', of: ({ reference }) => reference },
  metode: { value: Prisma.sql`t.method`, type: '"Method"', of: ({ method }) => method },
  status: { value: Prisma.sql`t.status`, type: '"Status"', of: ({ status }) => status },
  // Resolved tickets have no Waktu SLA and sort together.
  sla: {
    value: Prisma.sql`CASE WHEN t.resolved_at IS NULL THEN t.due_at ELSE 'infinity'::timestamptz END`,
    type: 'timestamptz',
    of: ({ dueAt, resolvedAt }) => (resolvedAt === null ? dueAt.toISOString() : 'infinity'),
  },
  lama: {
    value: Prisma.sql`t.resolution_minutes`,
    type: 'int',
    of: ({ resolutionMinutes }) => String(resolutionMinutes),
  },
} as const satisfies Record<string, Column>;

/** Values of `urut`. */
export const sortable = Object.keys(columns) as (keyof typeof columns)[];

export interface Order {
  /** Whether sorted by date, the only order of the index of a unit's own tickets. */
  byDate: boolean;
  /** Sort key of a ticket `t`; tickets without a value are last in both directions. */
  key: Prisma.Sql;
  /** The value as in the index, null where a ticket has none. */
  value: Prisma.Sql;
  /** Whether some tickets have no value. */
  partly: boolean;
  direction: Prisma.Sql;
  /** Whether later tickets come first. */
  newestFirst: boolean;
  /** The condition for tickets after a place, given the key. */
  after: (key: Prisma.Sql, place: Place) => Prisma.Sql;
  placeOf: (ticket: ListedTicket) => Place;
}

/** Newest first, unless the filter says otherwise. `backwards` reverses the order. */
export function orderOf({ urut, arah }: TicketFilter, backwards = false): Order {
  const named = sortable.find((column) => column === urut) ?? 'tanggal';
  const { value: column, type, of } = columns[named];
  const ascending = arah === 'naik';
  const direction = Prisma.raw(ascending === backwards ? 'DESC' : 'ASC');
  const sign = Prisma.raw(ascending === backwards ? '<' : '>');
  const last = ascending ? '2147483647' : '-1';
  const partly = named === 'lama';
  return {
    byDate: named === 'tanggal',
    key: partly ? Prisma.sql`coalesce(${column}, ${Prisma.raw(last)})` : column,
    value: column,
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
