/** The filter and the order of lists of tickets, as they stand in the address (contract.md: `GET /tiket`). */
import { DateTime } from 'luxon';
import type { Person } from '../domain/roles.ts';
import { askerTypes, methods, services, slaStates, statuses } from '../domain/values.ts';
import type { AskerType, Method, Service, SlaState, Status } from '../domain/values.ts';
import type { Prisma, PrismaClient } from '../prisma/generated/client.ts';
import { uuid } from '../domain/texts.ts';
import { containing } from './containing.ts';

/** Each as it stands in the address; empty where it narrows nothing. What an address names wrongly narrows nothing. */
export interface TicketFilter {
  q: string;
  status: Status | '';
  layanan: Service | '';
  metode: Method | '';
  jenis: AskerType | '';
  /** Six digits. */
  satker: string;
  /** Id of the handling unit. */
  unit: string;
  /** Id of an officer who acted on the ticket. */
  petugas: string;
  sla: SlaState | '';
  /** Days of the recording in the reader's zone, `2026-05-31`. */
  dari: string;
  sampai: string;
  urut: string;
  arah: 'naik' | 'turun' | '';
}

/** Who reads the list: the year of the header, and the zone of its unit. */
export interface Reader extends Person {
  year: number;
  zone: string;
}

/** The filter of an address; `text` gives a parameter's cleaned text, empty when absent. */
export function readFilter(text: (name: string) => string): TicketFilter {
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | '' =>
    known.find((value) => value === text(name)) ?? '';
  const matching = (name: string, pattern: RegExp): string => (pattern.test(text(name)) ? text(name) : '');
  return {
    q: text('q'),
    status: oneOf('status', statuses),
    layanan: oneOf('layanan', services),
    metode: oneOf('metode', methods),
    jenis: oneOf('jenis', askerTypes),
    satker: matching('satker', /^[0-9]{6}$/),
    unit: unitOf(text('unit')),
    petugas: uuid.test(text('petugas')) ? text('petugas') : '',
    sla: oneOf('sla', slaStates),
    dari: dayOf(text('dari')),
    sampai: dayOf(text('sampai')),
    urut: oneOf('urut', Object.keys(columns)),
    arah: oneOf('arah', ['naik', 'turun'] as const),
  };
}

/** The id of the unit that was typed: `KPPN-008` itself, `008` for a KPPN, `04` for a Kanwil. */
function unitOf(typed: string): string {
  if (/^[0-9]{3}$/.test(typed)) return `KPPN-${typed}`;
  if (/^[0-9]{2}$/.test(typed)) return `KANWIL-${typed}`;
  return /^[A-Z]+(-[0-9]{1,6})?$/.test(typed) ? typed : '';
}

const dayOf = (typed: string): string =>
  /^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(typed) && DateTime.fromISO(typed).isValid ? typed : '';

/** Does it narrow the list? The order does not. */
export const isNarrowed = ({ urut: _urut, arah: _arah, ...rest }: TicketFilter): boolean =>
  Object.values(rest).some((value) => value !== '');

/** The year's tickets that match; open ones show in every later year too (spec.md section 2). */
export function whereOf(
  prisma: PrismaClient,
  { year, zone }: Pick<Reader, 'year' | 'zone'>,
  filter: TicketFilter,
): Prisma.TicketWhereInput {
  const { q, status, layanan, metode, jenis, satker, unit, petugas, sla, dari, sampai } = filter;
  const text = containing(q);
  const conditions: Prisma.TicketWhereInput[] = [
    { OR: [{ year }, { year: { lt: year }, status: { not: 'RESOLVED' } }] },
  ];
  if (status) conditions.push({ status });
  if (layanan) conditions.push({ service: layanan });
  if (metode) conditions.push({ method: metode });
  if (jenis) conditions.push({ askerType: jenis });
  if (satker) conditions.push({ satkerId: `SATKER-${satker}` });
  if (unit) conditions.push({ handlingUnitId: unit });
  if (petugas) conditions.push({ events: { some: { officerId: petugas } } });
  if (sla) conditions.push(slaCondition(prisma, sla, new Date()));
  if (dari) conditions.push({ openedAt: { gte: startOf(dari, zone, 0) } });
  if (sampai) conditions.push({ openedAt: { lt: startOf(sampai, zone, 1) } });
  if (q)
    conditions.push({
      OR: [{ reference: text }, { subject: text }, { askerName: text }, { askerEmail: text }],
    });
  return { AND: conditions };
}

const startOf = (day: string, zone: string, later: number): Date =>
  DateTime.fromISO(day, { zone }).plus({ days: later }).toJSDate();

/** The tickets that are in this state at `now`; as domain/sla.ts has it, a deadline that is reached is over. */
function slaCondition(prisma: PrismaClient, state: SlaState, now: Date): Prisma.TicketWhereInput {
  const { dueAt } = prisma.ticket.fields;
  const open = { resolvedAt: null };
  switch (state) {
    case 'ON_TIME':
      return { OR: [{ ...open, warnAt: { gt: now } }, { resolvedAt: { lt: dueAt } }] };
    case 'DUE_SOON':
      return { ...open, warnAt: { lte: now }, dueAt: { gt: now } };
    case 'OVERDUE':
      return { OR: [{ ...open, dueAt: { lte: now } }, { resolvedAt: { gte: dueAt } }] };
  }
}

type Direction = 'asc' | 'desc';
type Order = Prisma.TicketOrderByWithRelationInput;

/** What `urut` may name: the columns of the lists. */
const columns: Record<string, (arah: Direction) => Order> = {
  instansi: (arah) => ({ askerAgency: arah }),
  penanya: (arah) => ({ askerType: arah }),
  nama: (arah) => ({ askerName: arah }),
  tanggal: (arah) => ({ openedAt: arah }),
  subjek: (arah) => ({ subject: arah }),
  referensi: (arah) => ({ reference: arah }),
  metode: (arah) => ({ method: arah }),
  status: (arah) => ({ status: arah }),
  sla: (arah) => ({ dueAt: arah }),
  lama: (arah) => ({ resolutionMinutes: { sort: arah, nulls: 'last' } }),
};

/** Newest first, unless the address says otherwise; the reference decides among equals. */
export function orderOf({ urut, arah }: TicketFilter): Order[] {
  const direction: Direction = arah === 'naik' ? 'asc' : 'desc';
  const column = columns[urut] ?? columns['tanggal'];
  return [...(column ? [column(direction)] : []), { reference: direction }];
}
