import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { services } from '../../domain/values.ts';
import { draftTicket } from '../../tickets/draft.ts';
import type { Recording } from '../../tickets/draft.ts';
import type { Draft } from '../../tickets/record.ts';
import { createDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => (database = await createDatabase()));
afterAll(() => database.drop());

const openedAt = new Date('2026-03-02T02:00:00.000Z');

/** What this account records for this person, as its page would. */
async function draft(
  username: string,
  email: string,
  to: Recording['to'],
  over: Partial<Recording> = {},
): Promise<Draft | null> {
  const { prisma } = database;
  const account = await prisma.account.findUniqueOrThrow({ where: { username } });
  const customer = await prisma.customer.findUniqueOrThrow({ where: { email } });
  const officer = await prisma.officer.findFirst({
    where: { unitId: account.unitId },
    orderBy: { name: 'asc' },
  });
  return draftTicket(prisma, {
    recorder: { accountId: account.id, unitId: account.unitId, officer },
    customer,
    method: 'TELEPON',
    to,
    subject: 'Subjek',
    question: 'Pertanyaan',
    answer: null,
    requestKey: randomUUID(),
    openedAt,
    ...over,
  });
}

const go = (
  destination: Extract<Recording['to'], { destination: unknown }>['destination'],
  picked?: string,
) => ({
  destination,
  pickedKppnId: picked ?? null,
});

const viewersOf = (drafted: Draft | null) => drafted?.viewerIds.toSorted();

const rina = 'penanya@satker-527010.example.id';
const yosefina = 'penanya@satker-690010.example.id';
const bank = 'layanan.mpn@bank-melayu.example.id';
const public_ = 'ratna.dewanti@surel.example.id';

describe("a Satker's ticket", () => {
  it.each([
    ['PERBENDAHARAAN', 'KPPN-008', ['KANWIL-04', 'KPPN-008', 'SATKER-527010']],
    ['REVISI_DIPA', 'KANWIL-04', ['KANWIL-04', 'KPPN-008', 'SATKER-527010']],
    ['MPN_G2', 'KPPN-183', ['KANWIL-04', 'KPPN-008', 'KPPN-183', 'SATKER-527010']],
    ['PINJAMAN_HIBAH', 'KPPN-140', ['KANWIL-04', 'KPPN-008', 'KPPN-140', 'SATKER-527010']],
  ] as const)('%s goes to %s', async (service, handler, viewers) => {
    const drafted = await draft('satker-527010', rina, { service });
    expect(drafted).toMatchObject({
      service,
      opensAs: 'WAITING',
      satkerId: 'SATKER-527010',
      partnerKppnId: 'KPPN-008',
      handlingUnit: { id: handler },
      zone: 'Asia/Jakarta',
      officerName: null,
      recorder: { unitId: 'SATKER-527010', officerId: null, name: 'Rina Wulandari' },
      asker: { type: 'SATKER', email: rina },
    });
    expect(viewersOf(drafted)).toEqual(viewers);
    expect(drafted?.asker.agency).toBe('SATKER 527010 PENGADILAN NEGERI PEKANBARU');
  });

  it('in Papua goes to its own region, with times in its own zone', async () => {
    const drafted = await draft('satker-690010', yosefina, { service: 'REVISI_DIPA' });
    const kppn = await database.prisma.unit.findUniqueOrThrow({ where: { id: 'KPPN-063' } });
    expect(drafted).toMatchObject({ zone: 'Asia/Jayapura', handlingUnit: { id: kppn.parentId } });
    expect(viewersOf(drafted)).toEqual([kppn.parentId, 'KPPN-063', 'SATKER-690010'].toSorted());
  });

  it('of a KPPN acting as Satker goes to its partner', async () => {
    const drafted = await draft('satker-527844', 'penanya@satker-527844.example.id', {
      service: 'PERBENDAHARAAN',
    });
    expect(drafted).toMatchObject({ satkerId: 'SATKER-527844', handlingUnit: { id: 'KPPN-008' } });
  });

  it('has nowhere to go without its unit', async () => {
    const empty = await createDatabase();
    await empty.prisma.officer.deleteMany();
    await empty.prisma.session.deleteMany();
    await empty.prisma.account.deleteMany({ where: { unitId: { in: ['KPPN-183', 'KPPN-140'] } } });
    await empty.prisma.customerLink.deleteMany({ where: { unitId: { in: ['KPPN-183', 'KPPN-140'] } } });
    await empty.prisma.customer.deleteMany({ where: { recordedById: { in: ['KPPN-183', 'KPPN-140'] } } });
    await empty.prisma.unit.deleteMany({ where: { type: { in: ['KPPN_KP', 'KPPN_KPH'] } } });
    const [real, found] = [database, []] as [TestDatabase, (string | undefined)[]];
    database = empty;
    for (const service of services) {
      found.push((await draft('satker-527010', rina, { service }))?.handlingUnit.id);
    }
    database = real;
    await empty.drop();
    expect(found).toEqual(['KPPN-008', 'KANWIL-04', undefined, undefined]);
  });
});

describe("a KPPN's ticket", () => {
  it("of a KPPN's person goes straight to HAI, unsigned", async () => {
    const drafted = await draft('kppn-008', 'penanya@kppn-008.example.id', go('HAI'), {
      recorder: {
        accountId: (await database.prisma.account.findUniqueOrThrow({ where: { username: 'kppn-008' } })).id,
        unitId: 'KPPN-008',
        officer: null,
      },
    });
    expect(drafted).toMatchObject({
      service: null,
      opensAs: 'ESCALATED',
      handlingUnit: { id: 'KPPN-008' },
      satkerId: null,
      partnerKppnId: null,
      officerName: null,
      recorder: { name: 'Siti Rahmawati', officerId: null, unitId: 'KPPN-008' },
      asker: { agency: 'KPPN 008 PEKANBARU' },
    });
    expect(viewersOf(drafted)).toEqual(['HAI', 'KANWIL-04', 'KPPN-008']);
  });

  it.each([
    ['KPPN', 'KPPN-008', 'PERBENDAHARAAN', 'WAITING'],
    ['KANWIL', 'KANWIL-04', 'REVISI_DIPA', 'WAITING'],
    ['KPPN_KP', 'KPPN-183', 'MPN_G2', 'WAITING'],
    ['KPPN_KPH', 'KPPN-140', 'PINJAMAN_HIBAH', 'WAITING'],
    ['HAI', 'KPPN-008', null, 'ESCALATED'],
    ['SELESAI', 'KPPN-008', null, 'RESOLVED'],
  ] as const)('of a bank, to %s, is handled by %s', async (destination, handler, service, opensAs) => {
    const drafted = await draft('kppn-008', bank, go(destination), { answer: 'Jawaban.' });
    expect(drafted).toMatchObject({
      service,
      opensAs,
      answer: 'Jawaban.',
      handlingUnit: { id: handler },
      satkerId: null,
      partnerKppnId: null,
      officerName: 'CSO 1 Pekanbaru',
      recorder: { name: 'CSO 1 Pekanbaru', unitId: 'KPPN-008' },
      asker: { type: 'BANK', agency: 'BANK' },
    });
    const hai = destination === 'HAI' ? ['HAI'] : [];
    expect(viewersOf(drafted)).toEqual([...new Set([...hai, 'KANWIL-04', 'KPPN-008', handler])].toSorted());
  });

  it.each([
    ['KPPN', 'KPPN-008'],
    ['KANWIL', 'KANWIL-04'],
    ['HAI', 'KPPN-008'],
    ['SELESAI', 'KPPN-008'],
  ] as const)('of a satker, to %s, is handled by %s and seen by the satker', async (destination, handler) => {
    const drafted = await draft('kppn-008', rina, go(destination));
    expect(drafted).toMatchObject({
      handlingUnit: { id: handler },
      satkerId: 'SATKER-527010',
      partnerKppnId: 'KPPN-008',
    });
    expect(drafted?.viewerIds).toContain('SATKER-527010');
  });
});

describe("a Kanwil's ticket", () => {
  it("of a satker goes to the satker's KPPN, whatever KPPN was chosen", async () => {
    const drafted = await draft('kanwil-riau', rina, go('KPPN', 'KPPN-063'));
    expect(drafted).toMatchObject({ handlingUnit: { id: 'KPPN-008' }, partnerKppnId: 'KPPN-008' });
    expect(viewersOf(drafted)).toEqual(['KANWIL-04', 'KPPN-008', 'SATKER-527010']);
  });

  it('of another asker goes to the chosen KPPN, and nowhere without one', async () => {
    const drafted = await draft('kanwil-riau', public_, go('KPPN', 'KPPN-008'));
    expect(drafted).toMatchObject({ handlingUnit: { id: 'KPPN-008' }, satkerId: null });
    expect(await draft('kanwil-riau', public_, go('KPPN'))).toBeNull();
  });

  it.each([
    ['KANWIL', 'REVISI_DIPA', 'WAITING'],
    ['HAI', null, 'ESCALATED'],
    ['SELESAI', null, 'RESOLVED'],
  ] as const)(
    'of another asker, to %s, stays with it, even with a KPPN chosen',
    async (destination, service, opensAs) => {
      for (const picked of [undefined, 'KPPN-008', 'KPPN-063']) {
        const drafted = await draft('kanwil-riau', public_, go(destination, picked));
        expect(drafted).toMatchObject({ handlingUnit: { id: 'KANWIL-04' }, service, opensAs });
      }
    },
  );
});

describe("KPPN Khusus Penerimaan's ticket", () => {
  it('of a bank, to itself, is seen by no Kanwil', async () => {
    const drafted = await draft('kppn-kp', bank, go('KPPN_KP'));
    expect(drafted).toMatchObject({ handlingUnit: { id: 'KPPN-183' }, service: 'MPN_G2' });
    expect(viewersOf(drafted)).toEqual(['KPPN-183']);
  });

  it('of a bank goes to the chosen KPPN and its Kanwil', async () => {
    const toKppn = await draft('kppn-kp', bank, go('KPPN', 'KPPN-063'));
    const toKanwil = await draft('kppn-kp', bank, go('KANWIL', 'KPPN-008'));
    expect(toKppn?.handlingUnit.id).toBe('KPPN-063');
    expect(toKppn?.viewerIds).toContain('KPPN-183');
    expect(toKanwil?.handlingUnit.id).toBe('KANWIL-04');
  });

  it('has no KPPN and no Kanwil of its own', async () => {
    expect(await draft('kppn-kp', bank, go('KPPN'))).toBeNull();
    expect(await draft('kppn-kp', bank, go('KANWIL'))).toBeNull();
  });
});

it('a unit that is no KPPN cannot be chosen as one', async () => {
  expect(await draft('kppn-kp', bank, go('KPPN', 'KPPN-140'))).toBeNull();
  expect(await draft('kanwil-riau', public_, go('KPPN', 'SATKER-527010'))).toBeNull();
});

it("keeps the asker's agency, name and e-mail of the moment", async () => {
  const drafted = await draft('kppn-008', bank, go('KPPN'));
  expect(drafted?.asker).toMatchObject({ name: 'Lina Marpaung', email: bank, type: 'BANK' });
});
