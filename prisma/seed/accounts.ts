/** The demo's satkers, accounts and officers (contract.md). Satkers and people are invented. */
import type { AccountCreateManyInput, OfficerCreateManyInput } from '../generated/models.ts';

interface DemoSatker {
  code: string;
  name: string;
  /** It has its partner KPPN's zone and province. */
  partnerKppn: string;
}

export const satkers: DemoSatker[] = [
  { code: '527010', name: 'PENGADILAN NEGERI PEKANBARU', partnerKppn: 'KPPN-008' },
  { code: '527020', name: 'KEJAKSAAN NEGERI PEKANBARU', partnerKppn: 'KPPN-008' },
  { code: '527844', name: 'KANTOR PELAYANAN PERBENDAHARAAN NEGARA PEKANBARU', partnerKppn: 'KPPN-008' },
  { code: '690010', name: 'BADAN PUSAT STATISTIK KOTA JAYAPURA', partnerKppn: 'KPPN-063' },
];

type Account = Omit<AccountCreateManyInput, 'passwordHash'>;

const operator = (username: string, unitId: string, displayName: string): Account => ({
  username,
  unitId,
  displayName,
  role: 'OPERATOR',
  email: `${username}@example.id`,
});

export const accounts: Account[] = [
  operator('satker-527010', 'SATKER-527010', 'Pengadilan Negeri Pekanbaru'),
  operator('satker-527020', 'SATKER-527020', 'Kejaksaan Negeri Pekanbaru'),
  operator('satker-527844', 'SATKER-527844', 'KPPN Pekanbaru (Satker)'),
  operator('satker-690010', 'SATKER-690010', 'BPS Kota Jayapura'),
  operator('kppn-008', 'KPPN-008', 'KPPN Pekanbaru'),
  operator('kppn-063', 'KPPN-063', 'KPPN Jayapura'),
  operator('kanwil-riau', 'KANWIL-04', 'Kanwil DJPBN Provinsi Riau'),
  operator('kppn-kp', 'KPPN-183', 'KPPN Khusus Penerimaan'),
  operator('kppn-kph', 'KPPN-140', 'KPPN Khusus Pinjaman dan Hibah'),
  operator('hai', 'HAI', 'HAI-DJPBN'),
  {
    username: 'pengawas-008',
    unitId: 'KPPN-008',
    displayName: 'Kepala Seksi MSKI KPPN Pekanbaru',
    role: 'PENGAWAS',
    email: 'pengawas-008@example.id',
  },
  // Kantor Pusat watches all units and answers nothing.
  {
    username: 'pusat',
    unitId: 'PUSAT',
    displayName: 'Bagian Organisasi dan Tata Laksana',
    role: 'PENGAWAS',
    email: 'pusat@example.id',
  },
  { username: 'admin', unitId: 'PUSAT', displayName: 'Administrator', role: 'ADMINISTRATOR' },
];

export const officers: Omit<OfficerCreateManyInput, 'passwordHash'>[] = [
  { unitId: 'KPPN-008', kind: 'CSO', name: 'CSO 1 Pekanbaru' },
  { unitId: 'KPPN-008', kind: 'SSO', name: 'SSO 1 Pekanbaru' },
  { unitId: 'KPPN-063', kind: 'CSO', name: 'CSO 1 Jayapura' },
  { unitId: 'KANWIL-04', kind: 'CSO', name: 'CSO 1 Kanwil Riau' },
  { unitId: 'KPPN-183', kind: 'CSO', name: 'CSO 1 KPPN Khusus Penerimaan' },
  { unitId: 'KPPN-140', kind: 'CSO', name: 'CSO 1 KPPN Khusus Pinjaman dan Hibah' },
];
