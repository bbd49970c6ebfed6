/** The closed lists of specification.md and contract.md, with their Indonesian labels. */

export const unitTypes = ['SATKER', 'KPPN', 'KANWIL', 'KPPN_KP', 'KPPN_KPH', 'HAI', 'KANTOR_PUSAT'] as const;
export type UnitType = (typeof unitTypes)[number];

export const roles = ['OPERATOR', 'PENGAWAS', 'ADMINISTRATOR'] as const;
export type Role = (typeof roles)[number];

export const statuses = ['WAITING', 'ESCALATED', 'RESOLVED'] as const;
export type Status = (typeof statuses)[number];

export const services = ['PERBENDAHARAAN', 'REVISI_DIPA', 'MPN_G2', 'PINJAMAN_HIBAH'] as const;
export type Service = (typeof services)[number];

export const methods = ['OMSPAN_SATKER', 'TATAP_MUKA', 'TELEPON', 'EMAIL', 'SURAT', 'LAINNYA'] as const;
export type Method = (typeof methods)[number];

export const askerTypes = ['SATKER', 'KPPN', 'PEMDA', 'UMUM', 'BANK', 'PIHAK_KETIGA', 'MAHASISWA'] as const;
export type AskerType = (typeof askerTypes)[number];

/** The Kuasa BUN form's Status Tiket (specification.md 4). */
export const destinations = ['HAI', 'KPPN', 'KANWIL', 'KPPN_KP', 'KPPN_KPH', 'SELESAI'] as const;
export type Destination = (typeof destinations)[number];

export const slaStates = ['ON_TIME', 'DUE_SOON', 'OVERDUE'] as const;
export type SlaState = (typeof slaStates)[number];

export const eventKinds = [
  'RECORDED',
  'ANSWERED',
  'ESCALATED',
  'HAI_REPLIED',
  'HAI_REPLY_REFUSED',
  'COMPLETED',
  'AUTO_COMPLETED',
  'SLA_WARNED',
  'SLA_BREACHED',
  'DEADLINE_MOVED',
] as const;
export type EventKind = (typeof eventKinds)[number];

export const serviceLabels: Record<Service, string> = {
  PERBENDAHARAAN: 'Layanan Perbendaharaan',
  REVISI_DIPA: 'Revisi DIPA',
  MPN_G2: 'MPN-G2',
  PINJAMAN_HIBAH: 'Pinjaman dan Hibah',
};

export const methodLabels: Record<Method, string> = {
  OMSPAN_SATKER: 'Diinput pada OMSPAN Satker',
  TATAP_MUKA: 'Tatap Muka',
  TELEPON: 'Telepon',
  EMAIL: 'E-mail',
  SURAT: 'Surat',
  LAINNYA: 'Lainnya',
};

export const askerTypeLabels: Record<AskerType, string> = {
  SATKER: 'SATKER',
  KPPN: 'KPPN',
  PEMDA: 'PEMDA',
  UMUM: 'MASYARAKAT/UMUM',
  BANK: 'BANK',
  PIHAK_KETIGA: 'PIHAK KETIGA',
  MAHASISWA: 'MAHASISWA/PELAJAR',
};

export const destinationLabels: Record<Destination, string> = {
  HAI: 'Kirim ke HAI',
  KPPN: 'Kirim ke KPPN',
  KANWIL: 'Kirim ke Kanwil DJPBN',
  KPPN_KP: 'Kirim ke KPPN Khusus Penerimaan',
  KPPN_KPH: 'Kirim ke KPPN Khusus Pinjaman dan Hibah',
  SELESAI: 'Selesai',
};

export const slaStateLabels: Record<SlaState, string> = {
  ON_TIME: 'Tepat waktu',
  DUE_SOON: 'Segera jatuh tempo',
  OVERDUE: 'Lewat batas waktu',
};

const waitingFor: Record<UnitType, string> = {
  SATKER: 'KPPN',
  KPPN: 'KPPN',
  KANWIL: 'Kanwil DJPBN',
  KPPN_KP: 'KPPN Khusus Penerimaan',
  KPPN_KPH: 'KPPN Khusus Pinjaman dan Hibah',
  HAI: 'HAI-DJPBN',
  KANTOR_PUSAT: 'Kantor Pusat',
};

/**
 * The text of a list's column Status (specification.md 5). `handledBy` is the type of the unit that a ticket waits
 * for.
 */
export function statusLabel(status: Status, handledBy: UnitType, haiReplied: boolean): string {
  switch (status) {
    case 'WAITING':
      return `Menunggu konfirmasi/respon dari ${waitingFor[handledBy]}`;
    case 'ESCALATED':
      return haiReplied ? 'Kirim ke HAI, sudah dibalas HAI' : 'Kirim ke HAI';
    case 'RESOLVED':
      return 'Selesai';
  }
}
