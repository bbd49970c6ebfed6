/** A reader's filter as conditions for the database. */
import { DateTime } from 'luxon';
import { firstYear } from '../domain/dates.ts';
import { sees } from '../domain/roles.ts';
import { Prisma } from '../prisma/generated/client.ts';
import { slaIs } from '../prisma/sla-state.ts';
import type { Reader, TicketFilter } from './ticket-filter.ts';

/** Conditions on traits of a ticket, by the names of `lexeme_of` (prisma/migrations/20261122000100_search). */
export type Traits = Partial<
  Record<
    | 'viewer'
    | 'word'
    | 'status'
    | 'service'
    | 'method'
    | 'asker_type'
    | 'satker'
    | 'handler'
    | 'officer'
    | 'sla',
    string
  >
>;

/** Conditions of a list for this reader and filter, on a ticket `t`. */
export interface Scope {
  /** Null for who sees all. */
  unitId: string | null;
  year: number;
  /** Earlier years, whose open tickets are listed too (specification.md 2). */
  earlier: number[];
  traits: Traits;
  typed: string;
  /** By the day of the recording. */
  period: Prisma.Sql;
  /** Conditions that depend on the current time and so are no trait; null when none. */
  clock: Prisma.Sql | null;
  /** Whether anything besides the year and the period restricts the list. */
  narrowed: boolean;
}

/**
 * @param also more traits that tickets must have
 * @returns null for a person who sees no tickets
 */
export function scopeOf(reader: Reader, filter: TicketFilter, also: Traits = {}): Scope | null {
  const sight = sees(reader);
  if (sight === 'none') return null;
  const traits = { ...traitsOf(filter), ...also };
  const typed = typedText(filter);
  return {
    unitId: sight === 'all' ? null : reader.unitId,
    year: reader.year,
    earlier: Array.from({ length: Math.max(0, reader.year - firstYear) }, (_, back) => firstYear + back),
    traits,
    typed,
    period: periodOf(filter, reader.zone),
    clock: filter.sla === '' ? null : slaIs(filter.sla, new Date()),
    narrowed: Object.keys(traits).length > 0 || typed !== '',
  };
}

/** The reference's number is not typed yet. */
const typedText = ({ q }: TicketFilter): string => q.replace(/(^|\s)hai-$/i, '').trim();

function traitsOf({ status, layanan, metode, jenis, satker, unit, petugas, sla }: TicketFilter): Traits {
  const traits: Traits = {
    status,
    service: layanan,
    method: metode,
    asker_type: jenis,
    satker: satker && `SATKER-${satker}`,
    handler: unit,
    officer: petugas,
    sla,
  };
  return Object.fromEntries(Object.entries(traits).filter(([, value]) => value !== ''));
}

function periodOf({ dari, sampai }: TicketFilter, zone: string): Prisma.Sql {
  const startOf = (day: string, later: number): Date =>
    DateTime.fromISO(day, { zone }).plus({ days: later }).toJSDate();
  const from = dari ? Prisma.sql`AND t.opened_at >= ${startOf(dari, 0)}::timestamptz` : Prisma.empty;
  const until = sampai ? Prisma.sql`AND t.opened_at < ${startOf(sampai, 1)}::timestamptz` : Prisma.empty;
  return Prisma.sql`${from} ${until}`;
}
