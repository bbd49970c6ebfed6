import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { makeTickets } from '../../bench/lists/make-tickets.ts';
import { slaState } from '../../domain/sla.ts';
import { readFilter } from '../../lists/ticket-filter.ts';
import type { Reader } from '../../lists/ticket-filter.ts';
import { countTickets, findTickets, ticketsInParts } from '../../lists/ticket-find.ts';
import { sortable } from '../../lists/ticket-order.ts';
import type { Ticket } from '../../prisma/generated/client.ts';
import { createDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

/** Compares each list with a plain reading of specification.md 2 and 7 over all tickets. */

type Whole = Ticket & {
  viewers: { unitId: string }[];
  events: { officerId: string | null; body: string }[];
};

let database: TestDatabase;
let all: Whole[];
let officerId: string;
const year = 2026;
beforeAll(async () => {
  database = await createDatabase({ statementTimeout: 0 });
  // More than a list checks one by one.
  await makeTickets(database.pool, 8000, new Date('2026-11-20T03:00:00Z'));
  all = await database.prisma.ticket.findMany({
    include: { viewers: { select: { unitId: true } }, events: { select: { officerId: true, body: true } } },
  });
  officerId = (await database.prisma.officer.findFirstOrThrow({ where: { unitId: 'KPPN-008' } })).id;
}, 120_000);
afterAll(() => database.drop());

const reader = (unitId: string, unitType: Reader['unitType'], of = year): Reader => ({
  role: 'OPERATOR',
  unitId,
  unitType,
  year: of,
  zone: 'Asia/Jakarta',
});
const readers = [
  reader('PUSAT', 'KANTOR_PUSAT'),
  reader('HAI', 'HAI'),
  reader('KANWIL-04', 'KANWIL'),
  reader('KPPN-008', 'KPPN'),
  reader('KPPN-008', 'KPPN', year - 2),
  reader('SATKER-100050', 'SATKER'),
];

const filterOf = (query: string) => {
  const address = new URLSearchParams(query.replace('<petugas>', officerId));
  return readFilter((name) => address.get(name) ?? '');
};

const textOf = ({ reference, subject, question, askerName, askerEmail, events }: Whole): string =>
  [reference, subject, question, askerName, askerEmail, ...events.map(({ body }) => body)].join(' ');

/** The references that a reader should see, in the default order unless the filter says otherwise. */
function expected(who: Reader, query: string): string[] {
  const f = filterOf(query);
  const holds = (ticket: Whole): boolean =>
    (who.unitType === 'KANTOR_PUSAT' || ticket.viewers.some(({ unitId }) => unitId === who.unitId)) &&
    (Boolean(f.dari || f.sampai) ||
      ticket.year === who.year ||
      (ticket.year < who.year && ticket.status !== 'RESOLVED')) &&
    (!f.status || ticket.status === f.status) &&
    (!f.layanan || ticket.service === f.layanan) &&
    (!f.metode || ticket.method === f.metode) &&
    (!f.jenis || ticket.askerType === f.jenis) &&
    (!f.satker || ticket.satkerId === `SATKER-${f.satker}`) &&
    (!f.unit || ticket.handlingUnitId === f.unit) &&
    (!f.petugas || ticket.events.some((event) => event.officerId === f.petugas)) &&
    (!f.sla || slaState(ticket, new Date()) === f.sla) &&
    (!f.dari || ticket.openedAt >= new Date(`${f.dari}T00:00:00+07:00`)) &&
    (!f.sampai || ticket.openedAt < new Date(Date.parse(`${f.sampai}T00:00:00+07:00`) + 86_400_000)) &&
    (!f.q || new RegExp(`\\b${f.q}`, 'i').test(textOf(ticket)));
  const sign = f.arah === 'naik' ? 1 : -1;
  const last = f.arah === 'naik' ? Infinity : -Infinity;
  const statuses = ['WAITING', 'ESCALATED', 'RESOLVED'];
  const methods = ['OMSPAN_SATKER', 'TATAP_MUKA', 'TELEPON', 'EMAIL', 'SURAT', 'LAINNYA'];
  const keys: Record<string, (ticket: Ticket) => string | number> = {
    instansi: (ticket) => ticket.askerAgency,
    penanya: (ticket) => ticket.askerType,
    nama: (ticket) => ticket.askerName,
    subjek: (ticket) => ticket.subject,
    referensi: (ticket) => ticket.reference,
    metode: (ticket) => methods.indexOf(ticket.method),
    status: (ticket) => statuses.indexOf(ticket.status),
    sla: (ticket) => (ticket.resolvedAt === null ? ticket.dueAt.getTime() : last),
    lama: (ticket) => ticket.resolutionMinutes ?? last,
  };
  const key = keys[f.urut] ?? ((ticket: Ticket) => ticket.openedAt.getTime());
  const order = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  return all
    .filter(holds)
    .sort((a, b) => sign * (order(key(a), key(b)) || order(a.reference, b.reference)))
    .map(({ reference }) => reference);
}

const filters = [
  '',
  'status=WAITING',
  'status=ESCALATED',
  'status=RESOLVED',
  'layanan=MPN_G2&metode=SURAT',
  'satker=100050',
  'unit=KPPN-008',
  'unit=KPPN-063',
  'petugas=<petugas>',
  'sla=ON_TIME',
  'sla=DUE_SOON',
  'sla=OVERDUE',
  `dari=${year}-02-10&sampai=${year}-03-05`,
  `sampai=${year - 1}-12-31`,
  `status=WAITING&sampai=${year}-06-30`,
  `dari=${year - 1}-11-20&sampai=${year}-01-31`,
  `dari=${year - 2}-11-20&sampai=${year}-01-31&q=spm&urut=sla&arah=naik`,
  `dari=${year - 1}-12-01&status=RESOLVED`,
  'q=spm',
  'q=p&metode=SURAT',
  'q=tanidi',
  'q=spm&sla=OVERDUE',
  'urut=tanggal&arah=naik',
  ...sortable.flatMap((column) => [`urut=${column}&arah=turun`, `urut=${column}&arah=naik&metode=TELEPON`]),
];

describe.each(readers)('the list of $unitId in $year', (who) => {
  test.each(filters)('%s', async (query) => {
    const filter = filterOf(query);
    const wanted = expected(who, query);
    const { prisma } = database;
    const references = async (over: object) =>
      (await findTickets(prisma, who, { filter, take: 20, ...over })).map(({ reference }) => reference);
    expect(await references({})).toEqual(wanted.slice(0, 20));
    expect(await references({ skip: 40, take: 50 })).toEqual(wanted.slice(40, 90));
    expect(await countTickets(prisma, who, filter)).toBe(Math.min(1001, wanted.length));
    const parts: string[] = [];
    for await (const part of ticketsInParts(prisma, who, filter, 700)) {
      parts.push(...part.map(({ reference }) => reference));
    }
    expect(parts).toEqual(wanted);
  });
});

it('continues before and after a place', async () => {
  const [who] = readers;
  if (!who) throw new Error('no reader');
  const filter = filterOf('status=RESOLVED');
  const wanted = expected(who, 'status=RESOLVED');
  const middle = all.find(({ reference }) => reference === wanted[500]);
  const from = { value: middle?.openedAt.toISOString() ?? '', reference: wanted[500] ?? '' };
  const references = async (backwards: boolean) =>
    (await findTickets(database.prisma, who, { filter, take: 20, from, backwards })).map(
      (row) => row.reference,
    );
  expect(await references(false)).toEqual(wanted.slice(501, 521));
  expect(await references(true)).toEqual(wanted.slice(480, 500));
});

it('is empty for an administrator', async () => {
  const admin: Reader = { ...reader('KPPN-008', 'KPPN'), role: 'ADMINISTRATOR' };
  expect(await findTickets(database.prisma, admin, { filter: filterOf(''), take: 5 })).toEqual([]);
  expect(await countTickets(database.prisma, admin, filterOf(''))).toBe(0);
});
