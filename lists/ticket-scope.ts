/** A reader's filter as conditions for the database. */
import { DateTime } from 'luxon';
import { firstYear, yearIn } from '../domain/dates.ts';
import { referenceIn } from '../domain/reference.ts';
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
  /** The years of recording, the latest first: the reader's, or those of the filter's days (specification.md 7). */
  years: number[];
  /** Earlier years, whose open tickets are listed too (specification.md 2). */
  earlier: number[];
  traits: Traits;
  typed: string;
  /** The reference that was typed: its ticket is first, of whatever year. Null when none was. */
  named: string | null;
  /** By the day of the recording. */
  period: Prisma.Sql;
  /** Conditions that depend on the current time and so are no trait; null when none. */
  clock: Prisma.Sql | null;
  /** Whether anything besides the year and the period restricts the list. */
  narrowed: boolean;
}

/**
 * @param also more traits that tickets must have
 * @returns null for a person who sees no tickets, and for days of no year that is worked on
 */
export function scopeOf(reader: Reader, filter: TicketFilter, also: Traits = {}): Scope | null {
  const sight = sees(reader);
  const covered = yearsOf(filter, reader);
  if (sight === 'none' || covered.years.length === 0) return null;
  const traits = { ...traitsOf(filter), ...also };
  const typed = typedText(filter);
  return {
    unitId: sight === 'all' ? null : reader.unitId,
    ...covered,
    traits,
    typed,
    named: referenceIn(filter.q),
    period: periodOf(filter, reader.zone),
    clock: filter.sla === '' ? null : slaIs(filter.sla, new Date()),
    narrowed: Object.keys(traits).length > 0 || typed !== '',
  };
}

/** What is looked for: the reference alone, whatever was pasted around it; nothing while its number is still to be typed. */
const typedText = ({ q }: TicketFilter): string =>
  referenceIn(q) ?? q.replace(/(^|\s)hai\p{Pd}$/iu, '').trim();

const from = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, back) => last - back);

/** Days say which years are meant. A ticket's year is that of its recorder's zone, so a day at New Year may have two. */
function yearsOf({ dari, sampai }: TicketFilter, { year }: Reader): Pick<Scope, 'years' | 'earlier'> {
  if (!dari && !sampai) return { years: [year], earlier: from(firstYear, year - 1) };
  const around = (day: string, hours: number): number =>
    DateTime.fromISO(day, { zone: 'utc' }).plus({ hours }).year;
  const first = dari ? Math.max(firstYear, around(dari, -3)) : firstYear;
  const now = yearIn(new Date(), 'Asia/Jayapura');
  const last = sampai ? Math.min(now, around(sampai, 27)) : now;
  return { years: from(first, last), earlier: [] };
}

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
