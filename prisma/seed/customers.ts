/** The demo's customers: invented people with addresses that cannot exist. */
import type { AskerType } from '../generated/enums.ts';

interface DemoCustomer {
  email: string;
  name: string;
  type: AskerType;
  /** The person's satker or KPPN; null for other types. */
  unitId: string | null;
  /** The units that may choose this person; the first one recorded the person. */
  linkedTo: [string, ...string[]];
}

export const customers: DemoCustomer[] = [
  ...at('SATKER', 'SATKER-527010', {
    penanya: 'Rina Wulandari',
    bendahara: 'Hendra Simatupang',
    ppspm: 'Yulianti Safitri',
  }),
  ...at('SATKER', 'SATKER-527020', { penanya: 'Bambang Hartono', bendahara: 'Fitri Handayani' }),
  ...at('SATKER', 'SATKER-527844', { penanya: 'Novita Sihombing', keuangan: 'Dedi Kurniadi' }),
  ...at('SATKER', 'SATKER-690010', { penanya: 'Yosefina Rumbiak', bendahara: 'Markus Wanggai' }),
  ...at('KPPN', 'KPPN-008', { penanya: 'Siti Rahmawati', 'seksi-bank': 'Eko Prasetyo' }),
  ...at('KPPN', 'KPPN-063', { penanya: 'Agustina Mandowen' }),
  other('BANK', 'layanan.mpn@bank-melayu.example.id', 'Lina Marpaung', ['KPPN-008', 'KANWIL-04', 'KPPN-183']),
  other('BANK', 'kas.negara@bank-cenderawasih.example.id', 'Ruben Ayomi', ['KPPN-063', 'KPPN-183']),
  other('PEMDA', 'perbendaharaan@pemda-riau.example.id', 'Zulkifli Harahap', ['KPPN-008', 'KANWIL-04']),
  other('PEMDA', 'hibah@pemda-kampar.example.id', 'Nurhayati Daulay', ['KPPN-008', 'KANWIL-04', 'KPPN-140']),
  other('UMUM', 'tono.wijaya@surel.example.id', 'Tono Wijaya', ['KPPN-008']),
  other('UMUM', 'ratna.dewanti@surel.example.id', 'Ratna Dewanti', ['KANWIL-04', 'KPPN-063']),
  other('PIHAK_KETIGA', 'keuangan@cv-karya-lancang.example.id', 'Irwan Siregar', ['KPPN-008', 'KANWIL-04']),
  other('PIHAK_KETIGA', 'proyek@konsultan-hibah.example.id', 'Clara Wibisono', ['KPPN-140']),
  other('MAHASISWA', 'melati.putri@kampus.example.id', 'Melati Putri Anggraini', ['KPPN-008']),
  other('MAHASISWA', 'fajar.nugraha@kampus.example.id', 'Fajar Nugraha', ['KPPN-008', 'KANWIL-04']),
];

function at(type: 'SATKER' | 'KPPN', unitId: string, people: Record<string, string>): DemoCustomer[] {
  const domain = `${unitId.toLowerCase()}.example.id`;
  return Object.entries(people).map(([mailbox, name]) => ({
    email: `${mailbox}@${domain}`,
    name,
    type,
    unitId,
    linkedTo: [unitId],
  }));
}

function other(
  type: AskerType,
  email: string,
  name: string,
  linkedTo: DemoCustomer['linkedTo'],
): DemoCustomer {
  return { email, name, type, unitId: null, linkedTo };
}
