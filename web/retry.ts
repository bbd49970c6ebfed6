/** *Kirim ulang*: the page's offer when an outcome is unknown. */
import { setTimeout as wait } from 'node:timers/promises';
import { keptFiles, unnamedFiles } from './forms/attached.ts';
import type { Account, Fields, WebContext } from './context.ts';
import { isSecret, readForm, requestKey, typedAgain } from './forms/forms.ts';
import type { Sent } from './forms/kept-forms.ts';
import { labels } from './forms/labels.ts';
import type { ErrorPage } from './page/pages.ts';
import { longestTexts, mayBringFiles } from './forms/upload.ts';

/** Milliseconds. The database may be what is down, and the page must appear in time. */
const patienceForNames = 250;

/** The form as typed, under its own request key (contract.md: 503). */
export const retryOf = async (c: WebContext): Promise<ErrorPage['retry']> =>
  retryForm(c, await sentBy(c), { action: c.req.path, files: filesLost(c) });

/** Names of files that came with the form but were not stored; null if it takes none. */
export const filesLost = (c: WebContext): string[] | null =>
  mayBringFiles(c) ? (c.get('lostFiles') ?? []).filter((name) => name !== '') : null;

/** A form to send again as typed. */
export async function retryForm(c: WebContext, sent: Fields, to: Sent): Promise<ErrorPage['retry']> {
  const typed = typedAgain(sent);
  const files = to.files && (await filesAgain(c, typed, to.files));
  const shown = Object.entries({ ...typed, permintaan: requestKey(c, sent) });
  const secrets = Object.keys(sent).filter(isSecret);
  const again = shown.filter(([name]) => files === null || name !== 'lampiranId');
  const fields = [...again, ...secrets.map((name) => [name, ''] as const)];
  return {
    action: to.action,
    fields: fields.map(([name, value]) => ({ name, value, label: labels.get(name) ?? '' })),
    files,
  };
}

/** Milliseconds. A text form had the request's own time to arrive; files may take as long as they make progress. */
const patienceForTexts = 1000;

/**
 * Whether the body's length is bounded: a form with files is while it is read; another form once its sender is known,
 * or if its header says so.
 */
const isBounded = (c: WebContext): boolean =>
  mayBringFiles(c) ||
  (c.get('account') as Account | undefined) !== undefined ||
  Number(c.req.header('content-length') ?? Infinity) <= longestTexts;

/** The part of the form that has arrived. */
export async function sentBy(c: WebContext): Promise<Fields> {
  const arrived = () => c.get('fields') ?? {};
  if (!isBounded(c)) return arrived();
  const whole = readForm(c).catch(arrived);
  return mayBringFiles(c) ? whole : Promise.race([whole, wait(patienceForTexts).then(arrived)]);
}

/** Stored files are sent again by themselves; lost ones are named, to be chosen again. */
async function filesAgain(
  c: WebContext,
  fields: Fields,
  lost: string[],
): Promise<NonNullable<ErrorPage['retry']>['files']> {
  const error =
    lost.length === 0 ? null : `Berkas ini belum terkirim. Pilih sekali lagi: ${lost.join(', ')}.`;
  const unnamed = unnamedFiles(fields);
  const named = keptFiles(c, fields).catch(() => unnamed);
  return { kept: await Promise.race([named, wait(patienceForNames, unnamed)]), error };
}
