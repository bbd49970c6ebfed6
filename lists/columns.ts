/** The columns of Rekap Tiket and Laporan: title, order, and content on page, PDF, Excel and CSV. */
import { formatInstant } from '../domain/dates.ts';
import { hoursOf } from '../domain/figures.ts';
import type { ListName } from '../domain/lists.ts';
import { askerTypeLabels, methodLabels, serviceLabels, statusLabel } from '../domain/values.ts';
import { Prisma } from '../prisma/generated/client.ts';
import { by, text } from './column.ts';
import type { Column, PageCell } from './column.ts';
import type { TicketRow } from './ticket-rows.ts';

export const signedBy = ({ officer }: TicketRow): string[] => (officer ? [`oleh: ${officer}`] : []);
const statusOf = (row: TicketRow): string => statusLabel(row.status, row.unitType, row.haiReplied);
const statusTag = (row: TicketRow): PageCell => ({ tag: { style: row.status, text: statusOf(row) } });

export const no: Column = {
  title: 'No',
  style: 'list__no',
  lines: (row) => [String(row.no)],
  share: 4,
  sheet: [{ header: 'No', width: 6, kind: 'number', value: (row) => row.no }],
};

const agency: Column = {
  title: 'Instansi',
  style: 'list__agency',
  notForSatker: true,
  sortings: {
    instansi: by('Instansi', 'text', Prisma.sql`t.asker_agency`, (ticket) => ticket.askerAgency),
  },
  lines: (row) => [row.askerAgency],
  share: 14,
  sheet: [text('Instansi', 34, (row) => row.askerAgency)],
};

const askerType: Column = {
  title: 'Penanya',
  style: 'list__medium',
  notForSatker: true,
  sortings: {
    penanya: by('Penanya', '"AskerType"', Prisma.sql`t.asker_type`, (ticket) => ticket.askerType),
  },
  lines: (row) => [askerTypeLabels[row.askerType]],
  share: 9,
  sheet: [text('Penanya', 18, (row) => askerTypeLabels[row.askerType])],
};

export const person: Column = {
  title: 'Nama, E-mail',
  style: 'list__person',
  sortings: {
    nama: by('Nama', 'text', Prisma.sql`t.asker_name`, (ticket) => ticket.askerName),
  },
  lines: (row) => [row.askerName, row.askerEmail],
  share: 16,
  sheet: [text('Nama', 24, (row) => row.askerName), text('E-mail', 32, (row) => row.askerEmail)],
};

export const date: Column = {
  title: 'Tanggal',
  style: 'list__short list__date',
  sortings: {
    tanggal: by('Tanggal', 'timestamptz', Prisma.sql`t.opened_at`, (ticket) =>
      new Date(ticket.openedAt).toISOString(),
    ),
  },
  lines: (row, zone) => [formatInstant(new Date(row.openedAt), zone)],
  share: 10,
  sheet: [{ header: 'Tanggal', width: 18, kind: 'instant', value: (row) => row.openedAt }],
};

export const subject: Column = {
  title: 'No. Referensi Tiket, Subjek',
  label: 'Tiket',
  style: 'list__subject',
  sortings: {
    subjek: by('Subjek', 'text', Prisma.sql`t.subject`, (ticket) => ticket.subject),
    referensi: by('No. Referensi', 'text', Prisma.sql`t.reference`, (ticket) => ticket.reference),
  },
  lines: (row) => [row.reference, row.subject],
  cell: (ticket) => ({ ticket }),
  share: 19,
  sheet: [text('No. Referensi Tiket', 20, (row) => row.reference), text('Subjek', 40, (row) => row.subject)],
};

const method: Column = {
  title: 'Metode, CSO',
  style: 'list__medium',
  notForSatker: true,
  sortings: {
    metode: by('Metode', '"Method"', Prisma.sql`t.method`, (ticket) => ticket.method),
  },
  lines: (row) => [methodLabels[row.method], ...signedBy(row)],
  share: 12,
  sheet: [text('Metode', 26, (row) => methodLabels[row.method]), text('CSO/SSO', 24, (row) => row.officer)],
};

export const status: Column = {
  title: 'Status',
  style: 'list__status',
  sortings: {
    status: by('Status', '"Status"', Prisma.sql`t.status`, (ticket) => ticket.status),
  },
  lines: (row) => [statusOf(row)],
  cell: statusTag,
  share: 14,
  sheet: [text('Status', 40, statusOf)],
};

/** For a list without the column Waktu SLA. */
const statusWithTime: Column = { ...status, cell: (row) => ({ ...statusTag(row), sla: row.sla }) };

const orInfinity = Prisma.sql`(CASE WHEN t.resolved_at IS NULL THEN t.due_at ELSE 'infinity'::timestamptz END)`;

const sla: Column = {
  title: 'Waktu SLA',
  style: 'list__short',
  sortings: {
    sla: {
      ...by('Waktu SLA', 'timestamptz', orInfinity, ({ dueAt, resolvedAt }) =>
        resolvedAt === null ? new Date(dueAt).toISOString() : null,
      ),
      absent: {
        present: Prisma.sql`${orInfinity} < 'infinity'::timestamptz`,
        absent: Prisma.sql`${orInfinity} = 'infinity'::timestamptz`,
        ...{ lastUp: 'infinity', lastDown: '-infinity' },
      },
    },
  },
  lines: (row) => [row.sla?.text ?? '-'],
  cell: (row) => (row.sla ? { sla: row.sla } : { lines: ['-'] }),
  share: 8,
  sheet: [
    { header: 'Batas waktu', width: 18, kind: 'instant', value: (row) => row.dueAt },
    text('Waktu SLA', 20, (row) => row.sla?.text ?? '-'),
  ],
};

const resolution: Column = {
  title: 'Lama penyelesaian',
  style: 'list__medium',
  sortings: {
    lama: {
      ...by('Lama penyelesaian', 'int', Prisma.sql`t.resolution_minutes`, ({ resolutionMinutes }) =>
        resolutionMinutes === null ? null : String(resolutionMinutes),
      ),
      absent: {
        present: Prisma.sql`t.resolution_minutes IS NOT NULL`,
        absent: Prisma.sql`t.resolution_minutes IS NULL`,
        ...{ lastUp: '2147483647', lastDown: '-1' },
      },
    },
  },
  lines: (row) => [row.resolution ?? '-'],
  share: 10,
  sheet: [
    {
      ...{ header: 'Lama penyelesaian (jam kerja)', width: 16, kind: 'hours' },
      value: ({ resolutionMinutes: minutes }) => (minutes === null ? null : hoursOf(minutes, 2)),
    },
    text('Tepat waktu', 12, (row) =>
      row.resolvedAt === null ? null : row.state === 'ON_TIME' ? 'ya' : 'tidak',
    ),
  ],
};

export const detail: Column = {
  title: 'Detail',
  style: 'list__detail',
  cell: (row) => ({ detail: row }),
};

/** Only in Excel and CSV: page and PDF have no room for it. */
const service: Column = {
  title: 'Layanan',
  sheet: [text('Layanan', 24, (row) => row.service && serviceLabels[row.service])],
};

/** From left to right, on page and in files. */
export const ticketColumns: Record<ListName, Column[]> = {
  tiket: [no, agency, askerType, person, date, subject, method, statusWithTime, detail],
  laporan: [no, agency, askerType, person, date, subject, method, status, sla, resolution, detail, service],
};
