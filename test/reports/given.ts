import { buffer } from 'node:stream/consumers';
import { fileOf } from '../../reports/file.ts';
import type { ExportFormat } from '../../domain/exports.ts';
import type { TicketRow } from '../../lists/ticket-rows.ts';
import type { Report } from '../../reports/report.ts';

export const rowOf = (no: number, over: Partial<TicketRow> = {}): TicketRow => ({
  no,
  reference: `HAI-302${String(no).padStart(6, '0')}`,
  subject: 'SP2D belum terbit',
  status: 'RESOLVED',
  service: 'PERBENDAHARAAN',
  method: 'EMAIL',
  askerType: 'SATKER',
  askerName: 'Rina Wulandari',
  askerEmail: 'penanya@satker-527010.example.id',
  askerAgency: 'SATKER 527010',
  officer: 'CSO 1 Pekanbaru',
  ...{ unitType: 'KPPN', unitName: 'KPPN PEKANBARU', zone: 'Asia/Jakarta', province: 'Riau' },
  openedAt: Date.parse('2026-03-02T02:30:00Z'),
  warnAt: Date.parse('2026-03-06T01:00:00Z'),
  dueAt: Date.parse('2026-03-09T10:00:00Z'),
  haiReplied: false,
  resolvedAt: Date.parse('2026-03-03T04:30:00Z'),
  resolutionMinutes: 660,
  unread: false,
  state: 'ON_TIME',
  sla: null,
  resolution: '1 hari 2 jam, tepat waktu',
  ...over,
});

/** Values that differ for an open ticket. */
export const open: Partial<TicketRow> = {
  ...{ status: 'ESCALATED', resolvedAt: null, resolutionMinutes: null, resolution: null },
  sla: { state: 'ON_TIME', text: 'sisa 2 hari' },
};

export const reportOf = (rows: TicketRow[], over: Partial<Report> = {}): Report => ({
  list: 'laporan',
  zone: 'Asia/Jakarta',
  heading: ['Unit: KPPN PEKANBARU', 'Periode: tahun 2026'],
  summary: [`Jumlah tiket ${rows.length}`],
  signature: ['........, 28 November 2026', 'Kepala KPPN PEKANBARU,'],
  total: rows.length,
  rows: inBatches(rows),
  ...over,
});

async function* inBatches(rows: TicketRow[]): AsyncGenerator<TicketRow[]> {
  for (let from = 0; from < rows.length; from += 50) yield rows.slice(from, from + 50);
}

export const madeOf = (report: Report, format: ExportFormat): Promise<Buffer> =>
  buffer(fileOf(report, format));

/** Hostile texts and other scripts (security.md 18, issue "Bad input"). */
export const hostileTexts = {
  formula: '=HYPERLINK("http://evil.example","x")',
  plus: '+1+1',
  minus: "-2+cmd|' /C calc'!A0",
  at: '@SUM(1)',
  tab: '\t=1+1',
  return: '\r=1+1',
  markup: '<b>tebal</b> & "kutip"; titik koma',
  emoji: 'Terima kasih 😀👨‍👩‍👧‍👦🇮🇩',
  arabic: 'مرحبا بالعالم',
  override: 'a\u202Egnp.exe',
  nul: 'sebelum\u0000sesudah\u0007\uFFFF',
  surrogate: 'separuh \uD83D akhir',
  word: 'x'.repeat(10_000),
  marks: `a${'\u0301'.repeat(10_000)}`,
  emojis: '😀'.repeat(5000),
  lines: 'satu\ndua\r\ntiga\u2028empat',
} as const;
