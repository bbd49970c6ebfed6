import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../prisma/password.ts';
import { seed } from '../../prisma/seed.ts';
import { createDatabase } from '../support/database.ts';

const config = {
  slaWorkingDays: 5,
  serviceHours: { opensAt: 480, closesAt: 1020 },
  autoCompleteWorkingDays: 3,
  demo: true,
};

const tables = ['unit', 'account', 'officer', 'customer', 'customer_link', 'holiday', 'sla_setting'];

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => void (database = await createDatabase()));
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query(`truncate ${tables.join(', ')} restart identity cascade`);
});

async function everyRow(): Promise<unknown[][]> {
  const results = tables.map((table) => database.pool.query<object>(`select * from ${table} order by 1, 2`));
  return (await Promise.all(results)).map(({ rows }) => rows);
}

describe('reference data', () => {
  beforeEach(() => seed(database.prisma, { ...config, demo: false }));

  test('has every office under its Kanwil', async () => {
    const counts = await database.prisma.unit.groupBy({
      by: ['type'],
      _count: true,
      orderBy: { type: 'asc' },
    });
    expect(Object.fromEntries(counts.map(({ type, _count }) => [type, _count]))).toEqual({
      KPPN: 179,
      KANWIL: 34,
      KPPN_KP: 1,
      KPPN_KPH: 1,
      HAI: 1,
      KANTOR_PUSAT: 1,
    });
    expect(await database.prisma.unit.findUnique({ where: { id: 'KPPN-008' } })).toEqual({
      id: 'KPPN-008',
      type: 'KPPN',
      code: '008',
      name: 'KPPN PEKANBARU',
      nameFolded: 'kppn pekanbaru',
      parentId: 'KANWIL-04',
      zone: 'Asia/Jakarta',
      province: 'Riau',
    });
    expect(await database.prisma.unit.findUnique({ where: { id: 'KANWIL-04' } })).toMatchObject({
      name: 'Kanwil DJPBN Provinsi Riau',
      parentId: null,
    });
    expect(await database.prisma.unit.findUnique({ where: { id: 'KPPN-063' } })).toMatchObject({
      name: 'KPPN JAYAPURA',
      zone: 'Asia/Jayapura',
    });
  });

  test('has the two special KPPNs without a Kanwil, and not the third one', async () => {
    const special = await database.prisma.unit.findMany({
      where: { id: { in: ['KPPN-140', 'KPPN-183', 'KPPN-184'] } },
      select: { id: true, type: true, parentId: true },
      orderBy: { id: 'asc' },
    });
    expect(special).toEqual([
      { id: 'KPPN-140', type: 'KPPN_KPH', parentId: null },
      { id: 'KPPN-183', type: 'KPPN_KP', parentId: null },
    ]);
  });

  test('has national days, cuti bersama and the days of one province', async () => {
    expect(await database.prisma.holiday.count()).toBe(283);
    const date = new Date('2026-03-20');
    expect(await database.prisma.holiday.findMany({ where: { date } })).toEqual([
      { date, province: '', name: 'Cuti Bersama Hari Raya Idul Fitri', kind: 'CUTI_BERSAMA' },
    ]);
    expect(await database.prisma.holiday.findMany({ where: { province: { not: '' } } })).toMatchObject([
      { date: new Date('2017-04-19'), province: 'DKI Jakarta' },
    ]);
  });

  test('has no account without the demo', async () => {
    expect(await database.prisma.account.count()).toBe(0);
    expect(await database.prisma.customer.count()).toBe(0);
  });

  test("keeps the administrator's settings", async () => {
    const date = new Date('2027-03-09');
    await database.prisma.slaSetting.update({ where: { id: 1 }, data: { workingDays: 7 } });
    await database.prisma.holiday.delete({ where: { date_province: { date, province: '' } } });
    await database.prisma.unit.update({ where: { id: 'KPPN-009' }, data: { parentId: 'KANWIL-04' } });
    const edited = await everyRow();

    await seed(database.prisma, { ...config, slaWorkingDays: 9, demo: false });

    expect(await everyRow()).toEqual(edited);
  });
});

describe('demo data', () => {
  test('lets each demo account log in with the demo password', async () => {
    expect(await seed(database.prisma, config)).toEqual({ demoLoaded: true });

    const accounts = await database.prisma.account.findMany({ orderBy: { username: 'asc' } });
    expect(accounts.map(({ username, unitId, role }) => `${username} ${unitId} ${role}`)).toEqual([
      'admin PUSAT ADMINISTRATOR',
      'hai HAI OPERATOR',
      'kanwil-riau KANWIL-04 OPERATOR',
      'kppn-008 KPPN-008 OPERATOR',
      'kppn-063 KPPN-063 OPERATOR',
      'kppn-kp KPPN-183 OPERATOR',
      'kppn-kph KPPN-140 OPERATOR',
      'pengawas-008 KPPN-008 PENGAWAS',
      'pusat PUSAT PENGAWAS',
      'satker-527010 SATKER-527010 OPERATOR',
      'satker-527020 SATKER-527020 OPERATOR',
      'satker-527844 SATKER-527844 OPERATOR',
      'satker-690010 SATKER-690010 OPERATOR',
    ]);
    for (const { passwordHash } of accounts) {
      expect(await verifyPassword(passwordHash, 'demo-omspan')).toBe(true);
    }
    expect(new Set(accounts.map(({ passwordHash }) => passwordHash)).size).toBe(accounts.length);
  });

  test('gives each Kuasa BUN unit an officer with a password of its own', async () => {
    await seed(database.prisma, config);

    const officers = await database.prisma.officer.findMany({
      orderBy: [{ unitId: 'asc' }, { name: 'asc' }],
    });
    expect(officers.map(({ unitId, name }) => `${unitId} ${name}`)).toEqual([
      'KANWIL-04 CSO 1 Kanwil Riau',
      'KPPN-008 CSO 1 Pekanbaru',
      'KPPN-008 SSO 1 Pekanbaru',
      'KPPN-063 CSO 1 Jayapura',
      'KPPN-140 CSO 1 KPPN Khusus Pinjaman dan Hibah',
      'KPPN-183 CSO 1 KPPN Khusus Penerimaan',
    ]);
    for (const { passwordHash } of officers) {
      expect(await verifyPassword(passwordHash, 'demo-cso')).toBe(true);
      expect(await verifyPassword(passwordHash, 'demo-omspan')).toBe(false);
    }
  });

  test('gives each satker and both KPPNs an asker, in the zone of the partner', async () => {
    await seed(database.prisma, config);

    for (const id of [
      'SATKER-527010',
      'SATKER-527020',
      'SATKER-527844',
      'SATKER-690010',
      'KPPN-008',
      'KPPN-063',
    ]) {
      const email = `penanya@${id.toLowerCase()}.example.id`;
      const link = await database.prisma.customerLink.findFirst({
        where: { unitId: id, customer: { email } },
      });
      expect(link, email).toMatchObject({ endedAt: null });
    }
    const satker = await database.prisma.unit.findUnique({ where: { id: 'SATKER-690010' } });
    expect(satker).toMatchObject({ parentId: 'KPPN-063', zone: 'Asia/Jayapura', province: 'Papua' });
    const unlinked = await database.prisma.customer.count({ where: { links: { none: {} } } });
    expect(unlinked).toBe(0);
  });

  test('is loaded once, and keeps its password hashes', async () => {
    await seed(database.prisma, config);
    const first = await everyRow();

    expect(await seed(database.prisma, config)).toEqual({ demoLoaded: false });

    expect(await everyRow()).toEqual(first);
  });

  test('is not loaded into a database that is in use', async () => {
    await seed(database.prisma, { ...config, demo: false });
    const passwordHash = await hashPassword('rahasia');
    await database.prisma.account.create({
      data: {
        username: 'bendahara',
        passwordHash,
        displayName: 'Bendahara',
        role: 'OPERATOR',
        unitId: 'KPPN-008',
      },
    });

    expect(await seed(database.prisma, config)).toEqual({ demoLoaded: false });

    expect(await database.prisma.account.count()).toBe(1);
    expect(await database.prisma.unit.count({ where: { type: 'SATKER' } })).toBe(0);
  });

  test('survives two simultaneous starts', async () => {
    await Promise.all([seed(database.prisma, config), seed(database.prisma, config)]);

    expect(await database.prisma.account.count()).toBe(13);
    expect(await database.prisma.holiday.count()).toBe(283);
  });
});
