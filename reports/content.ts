/** What a list's PDF and Excel file hold: the rows of the filter, under a heading and a summary (spec.md section 7). */
import type { Calendar } from '../domain/calendar.ts';
import { formatDay, formatInstant } from '../domain/dates.ts';
import { slaState, workingTimeText } from '../domain/sla.ts';
import { askerTypeLabels, methodLabels, serviceLabels, slaStateLabels, statuses } from '../domain/values.ts';
import type { Status } from '../domain/values.ts';
import { calendarOf } from '../prisma/calendar.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { orderOf, whereOf } from '../lists/ticket-filter.ts';
import type { Reader, TicketFilter } from '../lists/ticket-filter.ts';
import { findTickets } from '../lists/ticket-find.ts';
import { rowsOf } from '../lists/ticket-rows.ts';
import type { ListedTicket, TicketRow } from '../lists/ticket-rows.ts';

/** Rows of one file made at once. */
export const mostRows = 5000;

export interface ReportRow extends TicketRow {
  ticket: ListedTicket;
  /** Null while open. */
  onTime: boolean | null;
}

export interface Report {
  title: string;
  /** With Waktu SLA and Lama penyelesaian. */
  times: boolean;
  zone: string;
  /** Lines below the title: unit, period, filter, when and by whom it was made. */
  heading: string[];
  summary: string[];
  rows: ReportRow[];
}

/** Who asks for a report, as its heading names them. */
export interface ReportReader extends Reader {
  unitName: string;
  displayName: string;
}

/** The rows of a filter as a report; null when they are more than one file made at once holds. */
export async function reportOf(
  prisma: PrismaClient,
  account: ReportReader,
  filter: TicketFilter,
  { title, times }: { title: string; times: boolean },
): Promise<Report | null> {
  const where = whereOf(prisma, account, filter);
  const wanted = { where, order: orderOf(filter), skip: 0, take: mostRows + 1 };
  const tickets = await findTickets(prisma, account, wanted);
  if (tickets.length > mostRows) return null;
  const now = new Date();
  const listed = await rowsOf(prisma, tickets, account, 1);
  const rows = listed.map((row, index) => reportRow(row, tickets[index] as ListedTicket, now));
  const { calendar } = await calendarOf(prisma, { zone: account.zone, province: null });
  return {
    title,
    times,
    zone: account.zone,
    heading: [
      `Unit: ${account.unitName}`,
      `Periode: ${periodText(filter, account)}`,
      `Filter: ${filterText(filter)}`,
      `Dicetak ${formatInstant(now, account.zone)} oleh ${account.displayName}`,
    ],
    summary: summaryOf(rows, calendar),
    rows,
  };
}

function reportRow(row: TicketRow, ticket: ListedTicket, now: Date): ReportRow {
  const onTime = ticket.resolvedAt === null ? null : slaState(ticket, now) === 'ON_TIME';
  return { ...row, ticket, onTime };
}

function periodText({ dari, sampai }: TicketFilter, { year, zone }: { year: number; zone: string }): string {
  const day = (iso: string): string => formatDay(new Date(`${iso}T12:00:00Z`), zone);
  if (dari && sampai) return `${day(dari)} s.d. ${day(sampai)}`;
  if (dari) return `sejak ${day(dari)}, tahun ${year}`;
  return sampai ? `sampai ${day(sampai)}, tahun ${year}` : `tahun ${year}`;
}

/** The filter in words; the period is said apart. */
function filterText(filter: TicketFilter): string {
  const statusLabels: Record<Status, string> = {
    WAITING: 'menunggu',
    ESCALATED: 'Kirim ke HAI',
    RESOLVED: 'Selesai',
  };
  const { q, status, layanan, metode, jenis, satker, unit, petugas, sla } = filter;
  const words = [
    q && `teks “${q}”`,
    status && `status ${statusLabels[status]}`,
    layanan && `layanan ${serviceLabels[layanan]}`,
    metode && `metode ${methodLabels[metode]}`,
    jenis && `penanya ${askerTypeLabels[jenis]}`,
    satker && `satker ${satker}`,
    unit && `unit ${unit}`,
    petugas && 'satu petugas',
    sla && `SLA ${slaStateLabels[sla]}`,
  ].filter((word) => word !== '');
  return words.length === 0 ? 'semua tiket' : words.join(', ');
}

/** Counts by status and service, the share in time, and the median working time to resolve. */
function summaryOf(rows: ReportRow[], calendar: Calendar): string[] {
  const count = (has: (row: ReportRow) => boolean): number => rows.filter(has).length;
  const statusNames: Record<Status, string> = {
    WAITING: 'Menunggu',
    ESCALATED: 'Kirim ke HAI',
    RESOLVED: 'Selesai',
  };
  const byStatus = statuses.map(
    (status) => `${statusNames[status]} ${count(({ ticket }) => ticket.status === status)}`,
  );
  const services = [...new Set(rows.map(({ ticket }) => ticket.service))];
  const byService = services.map(
    (service) =>
      `${service ? serviceLabels[service] : 'Tanpa layanan'} ${count(({ ticket }) => ticket.service === service)}`,
  );
  const resolved = count(({ onTime }) => onTime !== null);
  const share =
    resolved === 0 ? '-' : `${Math.round((count(({ onTime }) => onTime === true) / resolved) * 100)}%`;
  const minutes = rows.map(({ ticket }) => ticket.resolutionMinutes).filter((used) => used !== null);
  const middle = minutes.toSorted((a, b) => a - b)[Math.floor((minutes.length - 1) / 2)];
  return [
    `Jumlah tiket ${rows.length}: ${byStatus.join(', ')}`,
    `Menurut layanan: ${byService.length === 0 ? '-' : byService.join(', ')}`,
    `Selesai tepat waktu: ${share}; median lama penyelesaian: ${middle === undefined ? '-' : workingTimeText(middle, calendar)}`,
  ];
}
