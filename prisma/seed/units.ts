/** The offices of the treasury (data/kanwil.csv, data/kppn.csv), HAI and Kantor Pusat (specification.md 1). */
import type { PrismaClient } from '../generated/client.ts';
import type { UnitCreateManyInput } from '../generated/models.ts';
import { readCsv } from './csv.ts';

const centre = { parentId: null, zone: 'Asia/Jakarta', province: 'DKI Jakarta' };

const national: UnitCreateManyInput[] = [
  { ...centre, id: 'HAI', type: 'HAI', code: '', name: 'HAI-DJPBN' },
  { ...centre, id: 'PUSAT', type: 'KANTOR_PUSAT', code: '', name: 'Kantor Pusat DJPBN' },
];

/** These two have no parent, because no Kanwil sees their tickets. */
const special: Record<string, UnitCreateManyInput['type']> = { '140': 'KPPN_KPH', '183': 'KPPN_KP' };

/** KPPN Khusus Investasi does not take part (specification.md 1). */
const notLoaded = '184';

/** Adds missing offices; existing ones are unchanged. */
export async function loadUnits(prisma: PrismaClient): Promise<void> {
  await prisma.unit.createMany({ data: [...national, ...(await kanwils())], skipDuplicates: true });
  await prisma.unit.createMany({ data: await kppns(), skipDuplicates: true });
}

async function kanwils(): Promise<UnitCreateManyInput[]> {
  const rows = await readCsv('kanwil.csv', ['kode_kanwil', 'nama', 'provinsi', 'iana_tz']);
  return rows.map((row) => ({
    id: `KANWIL-${row.kode_kanwil}`,
    type: 'KANWIL',
    code: row.kode_kanwil,
    name: row.nama.replace('DJPb', 'DJPBN'),
    parentId: null,
    zone: row.iana_tz,
    province: row.provinsi,
  }));
}

async function kppns(): Promise<UnitCreateManyInput[]> {
  const rows = await readCsv('kppn.csv', ['kode', 'nama', 'provinsi_2022', 'kode_kanwil', 'iana_tz']);
  return rows
    .filter((row) => row.kode !== notLoaded)
    .map((row) => {
      const specialType = special[row.kode];
      return {
        id: `KPPN-${row.kode}`,
        type: specialType ?? 'KPPN',
        code: row.kode,
        // As OM SPAN's header prints them: KPPN PEKANBARU, but KPPN Khusus Penerimaan.
        name: specialType ? row.nama : row.nama.toUpperCase(),
        parentId: specialType ? null : `KANWIL-${row.kode_kanwil}`,
        zone: row.iana_tz,
        province: row.provinsi_2022,
      };
    });
}
