/** The columns of HAI's queue and of the tickets behind a figure of monitoring. */
import { formatInstant } from '../domain/dates.ts';
import type { Column } from './column.ts';
import { date, detail, no, person, signedBy, status, subject } from './columns.ts';

const unitAndAgency: Column = {
  title: 'Unit, Instansi',
  style: 'list__agency',
  lines: (row) => [row.unitName, row.askerAgency],
};

const due: Column = {
  title: 'Batas waktu',
  style: 'list__medium list__date',
  cell: (row, zone) => ({ lines: [formatInstant(new Date(row.dueAt), zone)], sla: row.sla }),
};

const replied: Column = {
  title: 'Status',
  style: 'list__status',
  cell: (row) => ({
    tag: row.haiReplied
      ? { style: 'REPLIED', text: 'Sudah dibalas' }
      : { style: row.status, text: 'Belum dibalas' },
  }),
};

const unitAndOfficer: Column = {
  title: 'Unit, CSO',
  style: 'list__medium',
  lines: (row) => [row.unitName, ...signedBy(row)],
};

const time: Column = {
  title: 'Waktu SLA, lama penyelesaian',
  label: 'Waktu SLA',
  style: 'list__medium',
  cell: (row) => (row.sla ? { sla: row.sla } : { lines: [row.resolution ?? '-'] }),
};

export const queueColumns = [no, unitAndAgency, person, date, subject, due, replied, detail];
export const monitoredColumns = [no, date, subject, unitAndOfficer, status, time];
