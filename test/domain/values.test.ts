import { expect, test } from 'vitest';
import { statusLabel } from '../../domain/values.ts';

test.each([
  ['WAITING', 'KPPN', false, 'Menunggu konfirmasi/respon dari KPPN'],
  ['WAITING', 'KANWIL', false, 'Menunggu konfirmasi/respon dari Kanwil DJPBN'],
  ['WAITING', 'KPPN_KP', false, 'Menunggu konfirmasi/respon dari KPPN Khusus Penerimaan'],
  ['WAITING', 'KPPN_KPH', false, 'Menunggu konfirmasi/respon dari KPPN Khusus Pinjaman dan Hibah'],
  ['ESCALATED', 'KPPN', false, 'Kirim ke HAI'],
  ['ESCALATED', 'KPPN', true, 'Kirim ke HAI, sudah dibalas HAI'],
  ['RESOLVED', 'KPPN', true, 'Selesai'],
] as const)(
  '%s with a %s, replied: %s, reads as in specification.md 5',
  (status, unitType, replied, label) => {
    expect(statusLabel(status, unitType, replied)).toBe(label);
  },
);
