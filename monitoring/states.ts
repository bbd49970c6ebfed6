/** The kinds of tickets that monitoring counts, with one condition for the figure and the list behind it. */
import { DateTime } from 'luxon';
import { Prisma } from '../prisma/generated/client.ts';
import { atCounter, slaIs, wasInTime } from '../prisma/sla-state.ts';

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

interface Counted {
  label: string;
  /** The figure explained in one line. */
  means: string;
  where: (clock: Clock) => Prisma.Sql;
}

/** For tickets that are open now, whenever they were recorded. */
export const openStates = {
  terbuka: { label: 'Terbuka', means: 'Belum selesai, kapan pun direkam.', where: () => Prisma.sql`true` },
  menunggu: {
    label: 'Menunggu unit',
    means: 'Menunggu jawaban atau eskalasi unit penanggung jawab.',
    where: () => Prisma.sql`status = 'WAITING'`,
  },
  hai: {
    label: 'Di HAI',
    means: 'Dikirim ke HAI dan belum dibalas.',
    where: () => Prisma.sql`status = 'ESCALATED' AND hai_replied_at IS NULL`,
  },
  dibalas: {
    label: 'Dibalas HAI, menunggu penyelesaian',
    means: 'Sudah dibalas HAI dan belum diselesaikan petugas.',
    where: () => Prisma.sql`status = 'ESCALATED' AND hai_replied_at IS NOT NULL`,
  },
  hariIni: {
    label: 'Jatuh tempo hari ini',
    means: 'Batas waktunya hari ini dan belum lewat.',
    where: ({ now, endOfDay }) => Prisma.sql`due_at > ${now} AND due_at <= ${endOfDay}`,
  },
  segera: {
    label: 'Segera jatuh tempo',
    means: 'Hari kerja sebelum hari jatuh temponya sudah mulai, dan batas waktunya belum lewat.',
    where: ({ now }) => slaIs('DUE_SOON', now),
  },
  lewat: {
    label: 'Lewat batas waktu',
    means: 'Batas waktunya sudah lewat.',
    where: ({ now }) => slaIs('OVERDUE', now),
  },
  umur1: {
    label: 'Umur sampai 1 hari',
    means: 'Direkam dalam 24 jam terakhir.',
    where: ({ now }) => Prisma.sql`ticket.opened_at > ${openedSince(now, 1)}`,
  },
  umur3: {
    label: 'Umur 1 sampai 3 hari',
    means: 'Direkam antara 24 dan 72 jam yang lalu.',
    where: ({ now }) =>
      Prisma.sql`ticket.opened_at <= ${openedSince(now, 1)} AND ticket.opened_at > ${openedSince(now, 3)}`,
  },
  umur7: {
    label: 'Umur 3 sampai 7 hari',
    means: 'Direkam antara 3 dan 7 kali 24 jam yang lalu.',
    where: ({ now }) =>
      Prisma.sql`ticket.opened_at <= ${openedSince(now, 3)} AND ticket.opened_at > ${openedSince(now, 7)}`,
  },
  umurLebih: {
    label: 'Umur lebih dari 7 hari',
    means: 'Direkam lebih dari 7 kali 24 jam yang lalu.',
    where: ({ now }) => Prisma.sql`ticket.opened_at <= ${openedSince(now, 7)}`,
  },
} satisfies Record<string, Counted>;

/** For tickets recorded in the period, or resolved in it. */
export const periodStates = {
  direkam: {
    label: 'Direkam',
    means: 'Tiket yang direkam dalam periode, apa pun keadaannya sekarang.',
    where: () => Prisma.sql`true`,
  },
  selesai: {
    label: 'Selesai',
    means: 'Yang direkam dalam periode dan sudah selesai sekarang, kapan pun selesainya.',
    where: () => Prisma.sql`resolved_at IS NOT NULL`,
  },
  tepat: {
    label: 'Selesai tepat waktu',
    means: 'Yang selesai sebelum batas waktunya.',
    where: () => wasInTime,
  },
  terlambat: {
    label: 'Selesai lewat batas waktu',
    means: 'Yang selesai pada saat batas waktunya atau sesudahnya.',
    where: () => Prisma.sql`NOT ${wasInTime}`,
  },
  loket: {
    label: 'Selesai di loket',
    means: 'Yang dijawab saat direkam; tidak ikut dihitung dalam median dan persentil.',
    where: () => atCounter,
  },
  dieskalasi: {
    label: 'Dieskalasi ke HAI',
    means: 'Yang dikirim ke HAI, saat direkam atau sesudahnya.',
    where: () => Prisma.sql`escalated_at IS NOT NULL`,
  },
} satisfies Record<string, Counted>;

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

/** The moment that decides which period a ticket belongs to. */
export type By = 'direkam' | 'selesai';

export const momentOf: Record<By, Prisma.Sql> = {
  direkam: Prisma.sql`ticket.opened_at`,
  selesai: Prisma.sql`ticket.resolved_at`,
};

export const inPeriod = ({ from, until }: Period, by: By): Prisma.Sql =>
  Prisma.sql`${momentOf[by]} >= ${from} AND ${momentOf[by]} < ${until}`;

const periodNames = Object.keys(periodStates) as PeriodState[];

/** The states counted in a period. By resolution, every ticket would be `direkam`, so that state is left out. */
export const countedBy: Record<By, PeriodState[]> = {
  direkam: periodNames,
  selesai: periodNames.filter((state) => state !== 'direkam'),
};

/** The condition of the list behind a figure. */
export function conditionOf(state: State, period: Period, by: By, clock: Clock): Prisma.Sql {
  if (state in openStates)
    return Prisma.sql`${openTickets} AND ${openStates[state as OpenState].where(clock)}`;
  return Prisma.sql`${inPeriod(period, by)} AND ${periodStates[state as PeriodState].where()}`;
}

export const isState = (text: string): text is State =>
  Object.hasOwn(openStates, text) || Object.hasOwn(periodStates, text);

export const labelOf = (state: State): string => ({ ...openStates, ...periodStates })[state].label;

/** One column for each state: how many of the rows are in it. */
export const countsOf = (states: Record<string, Counted>, clock: Clock): Prisma.Sql =>
  Prisma.join(
    Object.entries(states).map(
      ([name, { where }]) =>
        Prisma.sql`count(*) FILTER (WHERE ${where(clock)})::int AS ${Prisma.raw(`"${name}"`)}`,
    ),
  );
