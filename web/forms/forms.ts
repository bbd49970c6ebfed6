/** Reading what people typed. */
import type { FieldErrors } from './types.ts';
import type { z } from 'zod';
import { createHash } from 'node:crypto';
import type { Fields, WebContext } from '../context.ts';
import { Problem, unreadable } from '../http/problems.ts';
import { mayBringFiles, readUpload, textsTooLong } from './upload.ts';

export const fillAll = 'Isilah semua kolom bertanda * sebelum melanjutkan.';

const invisible = /[\s\p{Cf}]/u;

/**
 * Trims spaces and invisible characters. A loop, because a regular expression anchored at a text's end needs
 * quadratic time for its spaces.
 */
function trimmed(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && invisible.test(text.charAt(from))) from++;
  while (from < to && invisible.test(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

/** Text fit for the database: no NUL, no half of a surrogate pair, one kind of line end, trimmed. */
export const cleanText = (text: string): string =>
  trimmed(text.toWellFormed().replaceAll('\u0000', '').replaceAll('\r\n', '\n'));

/**
 * The form's text fields, read once per request. Of repeated fields the last one counts, except that file ids are all
 * kept.
 */
export async function readForm(c: WebContext): Promise<Fields> {
  const known = c.get('fields');
  if (known) return known;
  const fields: Fields = {};
  c.set('fields', fields);
  const take = (name: string, value: string): void => {
    const before = name === 'lampiranId' && name in fields ? `${fields[name]} ` : '';
    fields[name] = before + cleanText(value);
  };
  if (mayBringFiles(c)) await readUpload(c, take);
  else await readTexts(c, take);
  return fields;
}

/**
 * Most fields of a form, since each costs time before its text is checked. The calendar has the most: one for each
 * ticked day off.
 */
const mostFields = 2000;

async function readTexts(c: WebContext, take: (name: string, value: string) => void): Promise<void> {
  if (/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) {
    const text = await c.req.text();
    if (text.split('&', mostFields + 1).length > mostFields) throw textsTooLong();
    for (const [name, value] of new URLSearchParams(text)) take(name, value);
    return;
  }
  const body = await c.req.parseBody({ all: true }).catch(notAForm);
  for (const [name, values] of Object.entries(body)) {
    for (const value of Array.isArray(values) ? values : [values]) {
      if (typeof value === 'string') take(name, value);
      else if (value.size > 0) throw new Problem(415, noFiles);
    }
  }
}

const noFiles = 'Formulir ini tidak menerima lampiran. Kirim tanpa lampiran, isian lainnya sama.';

function notAForm(error: unknown): never {
  // Thrown for a body that is no form.
  if (error instanceof TypeError) throw unreadable();
  throw error;
}

/** A query parameter, cleaned; empty when absent. */
export const queryText = (c: WebContext, name: string): string =>
  cleanText(c.req.query(name) ?? '').slice(0, 500);

/** The form of the database's own ids. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Whether this field is a password, which is asked for again but never shown. */
export const isSecret = (name: string): boolean => name.startsWith('password');

/** The fields that a form may show again: all but passwords. */
export function typedAgain(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !isSecret(name)));
}

const longestKey = 100;

/** A key as tickets store it. A long one is hashed, so that no two become equal. */
export const shortKey = (key: string): string =>
  key.length <= longestKey ? key : createHash('sha256').update(key).digest('hex');

/**
 * The request's key (contract.md: `permintaan`). A request without one gets a new one, which its *Kirim ulang*
 * repeats.
 */
export const requestKey = (c: WebContext, fields: Fields): string =>
  shortKey(fields['permintaan'] || c.get('requestId'));

type Checked<T> = { ok: true; value: T } | { ok: false; errors: FieldErrors };

/** Checks a form. Returns each field's first error by name. */
export function check<T>(schema: z.ZodType<T>, fields: Fields): Checked<T> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: FieldErrors = {};
  for (const { path, message } of parsed.error.issues) errors[String(path[0])] ??= message;
  return { ok: false, errors };
}
