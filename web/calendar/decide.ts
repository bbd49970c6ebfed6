/** Every change of the calendar is first previewed, then saved once. */
import { randomUUID } from 'node:crypto';
import { formatInstant } from '../../domain/dates.ts';
import { log } from '../../config/log.ts';
import {
  CalendarChanged,
  calendarVersion,
  patient,
  previewOf,
  saveChange,
} from '../../tickets/calendar-change.ts';
import { startMoving } from '../../tickets/calendar-change.ts';
import { changesNothing, linesOf, Overtaken } from '../../calendar/edits.ts';
import type { CalendarEdit } from '../../calendar/edits.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { TouchedTicket } from '../../tickets/touched.ts';
import type { Fields, WebContext } from '../context.ts';
import { page } from '../page/frame.ts';
import { once } from '../forms/once.ts';
import type { CalendarPreviewPage } from './types.ts';
import { Problem } from '../http/problems.ts';

const shown = 10;

/** The form's own fields; the preview repeats them. */
const ownFields = (fields: Fields): [string, string][] =>
  Object.entries(fields).filter(([name]) => !['permintaan', 'simpan', 'versi'].includes(name));

/** Shows the effect of the edit; once confirmed (`simpan`), saves it and redirects to its progress. */
export async function decide(
  c: WebContext,
  fields: Fields,
  edit: CalendarEdit,
  back: string,
): Promise<Response> {
  const account = c.get('account');
  if (fields['simpan'] !== '1') return previewPage(c, fields, edit, back, null);
  try {
    const version = fields['versi'] ?? null;
    const save = async (tx: Prisma.TransactionClient) => {
      // Within `once`, so that a repeated request, which finds its own change made, still gets its first outcome.
      refuseUnchanged(edit);
      return `/kalender/perubahan/${await saveChange(tx, edit, account, version)}`;
    };
    return toProgress(c, await once(c, fields, save, patient));
  } catch (error) {
    if (!(error instanceof CalendarChanged || error instanceof Overtaken)) throw error;
    const changed = 'Kalender sudah diubah sejak pratinjau dibuat. Periksa pratinjau yang baru ini.';
    return previewPage(c, fields, edit, back, changed);
  }
}

function refuseUnchanged(edit: CalendarEdit): void {
  if (changesNothing(edit))
    throw new Problem(422, 'Belum ada yang diubah. Kembali ke formulir dan ubah isinya.');
}

async function previewPage(
  c: WebContext,
  fields: Fields,
  edit: CalendarEdit,
  back: string,
  message: string | null,
): Promise<Response> {
  refuseUnchanged(edit);
  const { prisma } = c.get('services');
  const version = await calendarVersion(prisma);
  const touched = await previewOf(prisma, edit).catch((error: unknown) => {
    throw error instanceof Overtaken ? overtaken(error) : error;
  });
  const data: CalendarPreviewPage = {
    action: c.req.path,
    back,
    fields: ownFields(fields).map(([name, value]) => ({ name, value })),
    permintaan: randomUUID(),
    version,
    summary: edit.summary,
    detail: linesOf(edit.changes),
    count: touched.length,
    examples: touched.slice(0, shown).map(exampleOf),
    message,
  };
  return page(c, 'calendar/preview', 'Pratinjau Perubahan Kalender', data, message === null ? 200 : 409);
}

function overtaken({ rows }: Overtaken): Problem {
  const more = rows.length > shown ? [`${rows.length - shown} lainnya`] : [];
  const named = [...rows.slice(0, shown), ...more].join('; ');
  return new Problem(
    409,
    `Tidak dapat dilakukan, karena sudah diubah lagi sesudahnya: ${named}. Ubahlah satu per satu di halaman Kalender Kerja.`,
  );
}

/** Redirects to the progress of a saved change. */
async function toProgress(c: WebContext, location: string): Promise<Response> {
  await startOrLeave(c);
  return c.redirect(location, 303);
}

/** Starts moving deadlines; if Temporal is down, the progress page or reconcile does it later. */
export async function startOrLeave(c: WebContext): Promise<void> {
  const { prisma, client } = c.get('services');
  await client
    .withDeadline(Date.now() + 2000, () => startMoving({ prisma, client }))
    .catch((error: unknown) => log.warn({ err: error }, 'could not start moving deadlines'));
}

const exampleOf = ({ reference, unitName, zone, from, to, breached }: TouchedTicket) => ({
  reference,
  unitName,
  from: formatInstant(from.dueAt, zone),
  to: formatInstant(to.dueAt, zone),
  note: noteOf(from.dueAt, to.dueAt, breached),
});

function noteOf(from: Date, to: Date, breached: boolean): string {
  if (from.getTime() === to.getTime()) return 'hanya saat peringatan';
  if (to <= new Date()) return breached ? 'tetap lewat batas waktu' : 'menjadi lewat batas waktu';
  return breached ? 'tidak lagi lewat batas waktu' : '';
}
