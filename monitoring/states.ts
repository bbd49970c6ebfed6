/** The kinds of tickets that monitoring counts, with one condition for the figure and the list behind it. */
import { DateTime } from 'luxon';
import { Prisma } from '../prisma/generated/client.ts';
import { slaIs, wasInTime } from '../prisma/sla-state.ts';

/** Now, and the end of today in the reader's zone. */
export interface Clock {
  now: Date;
  endOfDay: Date;
}

export const clockOf = (now: Date, zone: string): Clock => ({
  now,
  endOfDay: DateTime.fromJSDate(now, { zone }).endOf('day').toJSDate(),
});

const hours = (count: number): number => count * 3_600_000;
const openedSince = (now: Date, days: number): Date => new Date(now.getTime() - hours(24 * days));

/** For tickets that are open now, whenever they were recorded. */
export const openStates = {
  terbuka: { label: 'Terbuka', where: () => Prisma.sql`true` },
  menunggu: { label: 'Menunggu unit', where: () => Prisma.sql`status = 'WAITING'` },
  hai: { label: 'Di HAI', where: () => Prisma.sql`status = 'ESCALATED' AND hai_replied_at IS NULL` },
  dibalas: {
    label: 'Dibalas HAI, menunggu penyelesaian',
    where: () => Prisma.sql`status = 'ESCALATED' AND hai_replied_at IS NOT NULL`,
  },
  hariIni: {
    label: 'Jatuh tempo hari ini',
    where: ({ now, endOfDay }: Clock) => Prisma.sql`due_at > ${now} AND due_at <= ${endOfDay}`,
  },
  segera: {
    label: 'Segera jatuh tempo',
    where: ({ now }: Clock) => slaIs('DUE_SOON', now),
  },
  lewat: { label: 'Lewat batas waktu', where: ({ now }: Clock) => slaIs('OVERDUE', now) },
  umur1: {
    label: 'Umur sampai 1 hari',
    where: ({ now }: Clock) => Prisma.sql`ticket.opened_at > ${openedSince(now, 1)}`,
  },
  umur3: {
    label: 'Umur 1 sampai 3 hari',
    where: ({ now }: Clock) =>
      Prisma.sql`ticket.opened_at <= ${openedSince(now, 1)} AND ticket.opened_at > ${openedSince(now, 3)}`,
  },
  umur7: {
    label: 'Umur 3 sampai 7 hari',
    where: ({ now }: Clock) =>
      Prisma.sql`ticket.opened_at <= ${openedSince(now, 3)} AND ticket.opened_at > ${openedSince(now, 7)}`,
  },
  umurLebih: {
    label: 'Umur lebih dari 7 hari',
    where: ({ now }: Clock) => Prisma.sql`ticket.opened_at <= ${openedSince(now, 7)}`,
  },
};

/** For tickets recorded in the period. */
export const periodStates = {
  direkam: { label: 'Direkam', where: () => Prisma.sql`true` },
  selesai: { label: 'Selesai', where: () => Prisma.sql`resolved_at IS NOT NULL` },
  tepat: { label: 'Selesai tepat waktu', where: () => wasInTime },
  terlambat: { label: 'Selesai lewat batas waktu', where: () => Prisma.sql`NOT ${wasInTime}` },
  dieskalasi: { label: 'Dieskalasi ke HAI', where: () => Prisma.sql`escalated_at IS NOT NULL` },
};

export type OpenState = keyof typeof openStates;
export type PeriodState = keyof typeof periodStates;
export type State = OpenState | PeriodState;

/** Days in the reader's zone, both included, and as instants. */
export interface Period {
  dari: string;
  sampai: string;
  from: Date;
  /** Exclusive. */
  until: Date;
}

export const openTickets = Prisma.sql`status IN ('WAITING', 'ESCALATED')`;

export const recordedIn = ({ from, until }: Period): Prisma.Sql =>
  Prisma.sql`ticket.opened_at >= ${from} AND ticket.opened_at < ${until}`;

/** The condition of the list behind a figure. */
export function conditionOf(state: State, period: Period, clock: Clock): Prisma.Sql {
  if (state in openStates)
    return Prisma.sql`${openTickets} AND ${openStates[state as OpenState].where(clock)}`;
  return Prisma.sql`${recordedIn(period)} AND ${periodStates[state as PeriodState].where()}`;
}

export const isState = (text: string): text is State =>
  Object.hasOwn(openStates, text) || Object.hasOwn(periodStates, text);

export const labelOf = (state: State): string => ({ ...openStates, ...periodStates })[state].label;

/** One column for each state: the number of rows in it. */
export const countsOf = (
  states: Record<string, { where: (clock: Clock) => Prisma.Sql }>,
  clock: Clock,
): Prisma.Sql =>
  Prisma.join(
    Object.entries(states).map(
      ([name, { where }]) =>
        Prisma.sql`count(*) FILTER (WHERE ${where(clock)})::int AS ${Prisma.raw(`"${name}"`)}`,
    ),
  );
