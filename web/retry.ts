/** *Kirim ulang*: the page's offer when an outcome is unknown. */
import { setTimeout as wait } from 'node:timers/promises';
import { keptFiles, unnamedFiles } from './forms/attached.ts';
import type { Account, Fields, WebContext } from './context.ts';
import { isSecret, readForm, requestKey, typedAgain } from './forms/forms.ts';
import { labels } from './forms/labels.ts';
import type { ErrorPage } from './page/pages.ts';
import { longestTexts, mayBringFiles } from './forms/upload.ts';

/** Milliseconds. The database may be what is down, and the page must appear in time. */
const patienceForNames = 250;

/** The form as typed, under its own request key (contract.md: 503). */
export async function retryOf(c: WebContext): Promise<ErrorPage['retry']> {
  const sent = await sentBy(c);
  const typed = typedAgain(sent);
  const files = mayBringFiles(c) ? await filesAgain(c, typed) : null;
  const shown = Object.entries({ ...typed, permintaan: requestKey(c, sent) });
  const secrets = Object.keys(sent).filter(isSecret);
  const again = shown.filter(([name]) => files === null || name !== 'lampiranId');
  const fields = [...again, ...secrets.map((name) => [name, ''] as const)];
  return {
    action: c.req.path,
    fields: fields.map(([name, value]) => ({ name, value, label: labels[name] ?? '' })),
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
async function sentBy(c: WebContext): Promise<Fields> {
  const arrived = () => c.get('fields') ?? {};
  if (!isBounded(c)) return arrived();
  const whole = readForm(c).catch(arrived);
  return mayBringFiles(c) ? whole : Promise.race([whole, wait(patienceForTexts).then(arrived)]);
}

/** Stored files are sent again by themselves; lost ones are named, to be chosen again. */
async function filesAgain(c: WebContext, fields: Fields): Promise<NonNullable<ErrorPage['retry']>['files']> {
  const lost = (c.get('lostFiles') ?? []).filter((name) => name !== '');
  const error =
    lost.length === 0 ? null : `Berkas ini belum terkirim. Pilih sekali lagi: ${lost.join(', ')}.`;
  const unnamed = unnamedFiles(fields);
  const named = keptFiles(c, fields).catch(() => unnamed);
  return { kept: await Promise.race([named, wait(patienceForNames, unnamed)]), error };
}
