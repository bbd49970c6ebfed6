import { randomUUID } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import { Hono } from 'hono';
import type { Next } from 'hono';
import { z } from 'zod';
import { editOf } from '../../calendar/edits.ts';
import type { CalendarEdit } from '../../calendar/edits.ts';
import { dayOf, placeOf } from '../../calendar/rows.ts';
import type { Day } from '../../calendar/rows.ts';
import { decide } from './decide.ts';
import { date, lineName } from './fields.ts';
import type { Web, WebContext, Fields } from '../context.ts';
import { cleanText, readForm } from '../forms/forms.ts';
import { attachmentNamed } from '../http/download.ts';
import { page } from '../page/frame.ts';
import { everywhere, provinces } from './holidays.ts';
import { leadRepeated } from '../forms/once.ts';
import type { HolidayImportPage } from './types.ts';
import { Problem } from '../http/problems.ts';
import { traits } from '../http/traits.ts';

/** Imports days off from a CSV file, all or nothing (specification.md 6). */
export const calendarImport = new Hono<Web>();

const mostLines = 2000;
const mostFaults = 20;

calendarImport.get('/impor', (c) => importPage(c, '', []));

/** Opens in Excel as it does in Indonesia, with the day as it writes it. */
calendarImport.get('/impor/contoh.csv', (c) => {
  c.header('Content-Type', 'text/csv; charset=utf-8');
  c.header('Content-Disposition', attachmentNamed(c, 'contoh-hari-libur', 'csv'));
  return c.body(
    '\uFEFFtanggal;nama;jenis;wilayah\r\n17/08/2039;Hari Kemerdekaan RI;libur nasional;Seluruh Indonesia\r\n',
  );
});

calendarImport.post(
  '/impor',
  traits({ shownAt: '/kalender/impor' }),
  readCsvForm,
  leadRepeated,
  async (c) => {
    const fields = await readForm(c);
    const csv = fields['csv'] ?? '';
    const { prisma } = c.get('services');
    const { days, faults } = readDays(csv, await provinces(prisma));
    if (faults.length > 0) return importPage(c, csv, faults);
    const known = (await prisma.holiday.findMany()).map(dayOf);
    const edit = importOf(days, known);
    if (edit === null) return importPage(c, csv, ['Semua hari dalam berkas ini sudah ada di kalender.']);
    return decide(c, fields, edit, '/kalender/impor');
  },
);

/** The form's fields, with the file's text as `csv` so that the preview can repeat it. */
async function readCsvForm(c: WebContext, next: Next): Promise<void> {
  const body = await c.req.parseBody().catch(() => {
    throw new Problem(400, 'Isian formulir tidak dapat dibaca.');
  });
  const fields: Fields = {};
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') fields[name] = cleanText(value);
    else if (value instanceof File && value.size > 0) fields['csv'] = cleanText(await value.text());
  }
  c.set('fields', fields);
  await next();
}

const kinds = { libur_nasional: 'LIBUR_NASIONAL', cuti_bersama: 'CUTI_BERSAMA' } as const;

/** The headings of the data folder by those that officers write. */
const headings = new Map([
  ['tanggal', 'date'],
  ['nama', 'name_id'],
  ['jenis', 'kind'],
  ['wilayah', 'scope'],
]);

const knownHeading = (typed: string): string => {
  const heading = typed.trim().toLowerCase();
  return headings.get(heading) ?? heading;
};

function lineOf(known: string[]) {
  const places = new Map(
    [everywhere, ...known].map((name) => [name.toLowerCase(), name === everywhere ? '' : name]),
  );
  return z
    .object({
      date: date('Tanggal'),
      name_id: lineName,
      kind: z
        .string()
        .transform((typed) => typed.toLowerCase().replaceAll(' ', '_'))
        .pipe(
          z.enum(['libur_nasional', 'cuti_bersama'], {
            error: 'Jenis harus libur nasional atau cuti bersama.',
          }),
        ),
      scope: z
        .string()
        .transform((typed) => places.get(typed.toLowerCase()) ?? typed)
        .pipe(z.enum(['', ...known], { error: `Wilayah harus ${everywhere} atau nama provinsi.` })),
    })
    .partial({ kind: true, scope: true })
    .transform(({ date, name_id, kind, scope }): Day => ({
      date,
      province: scope ?? '',
      name: name_id,
      kind: kinds[kind ?? 'libur_nasional'],
    }));
}

/** The days of a CSV with the columns tanggal, nama and jenis or wilayah, or its errors by line. */
function readDays(csv: string, known: string[]): { days: Day[]; faults: string[] } {
  let lines: { record: Record<string, string>; info: { lines: number } }[];
  try {
    const delimiter = separatedBySemicolons.test(csv) ? ';' : ',';
    lines = parse(csv, {
      delimiter,
      columns: (typed: string[]) => typed.map(knownHeading),
      bom: true,
      trim: true,
      skip_empty_lines: true,
      // One more than allowed tells that there are too many.
      to: mostLines + 1,
      info: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? `Baris ${error['lines']}: ` : '';
    return { days: [], faults: [`${line}bukan baris CSV dengan kolom sebanyak judulnya.`] };
  }
  const [first] = lines;
  if (!first) return { days: [], faults: ['Berkas ini tidak berisi hari libur.'] };
  if (!(
    'date' in first.record &&
    'name_id' in first.record &&
    ('kind' in first.record || 'scope' in first.record)
  ))
    return { days: [], faults: ['Baris 1: judul kolom harus tanggal, nama, dan jenis atau wilayah.'] };
  if (lines.length > mostLines) return { days: [], faults: [`Berkas ini lebih dari ${mostLines} baris.`] };
  const days = new Map<string, Day>();
  const faults: string[] = [];
  const schema = lineOf(known);
  for (const { record, info } of lines) {
    const read = schema.safeParse(record);
    if (!read.success) faults.push(`Baris ${info.lines}: ${read.error.issues[0]?.message}`);
    else if (days.has(placeOf(read.data)))
      faults.push(`Baris ${info.lines}: tanggal ini sudah ada di baris lain.`);
    else days.set(placeOf(read.data), read.data);
  }
  const more = faults.length > mostFaults ? [`dan ${faults.length - mostFaults} baris lain.`] : [];
  return { days: [...days.values()], faults: [...faults.slice(0, mostFaults), ...more] };
}

/** Excel separates by semicolons where the comma is the decimal sign, as in Indonesia. */
const separatedBySemicolons = /^[^,\n]*;/;

/** Adds new days and updates names and kinds of known ones; deletes nothing. Null when nothing changes. */
function importOf(days: Day[], known: Day[]): CalendarEdit | null {
  const before = new Map(known.map((day) => [placeOf(day), day]));
  const changes = days
    .map((day) => ({ table: 'holiday' as const, before: before.get(placeOf(day)) ?? null, after: day }))
    .filter(({ before: old, after: day }) => old?.name !== day.name || old.kind !== day.kind);
  if (changes.length === 0) return null;
  const added = changes.filter((change) => change.before === null).length;
  return editOf(changes, `Impor CSV: ${added} hari ditambahkan, ${changes.length - added} hari diubah`);
}

function importPage(c: WebContext, csv: string, faults: string[]): Promise<Response> {
  const data: HolidayImportPage = { permintaan: randomUUID(), csv, faults };
  return page(c, 'calendar/import', 'Impor Hari Libur', data, faults.length > 0 ? 422 : 200);
}
