/** Reads forms with files as a stream; memory holds no file, and no more than a form's texts. */
import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';
import { bodyLimit } from 'hono/body-limit';
import type { BusboyHeaders, BusboyInstance } from '@fastify/busboy';
import { refusedTogether, tooLargeTogether } from '../../attachments/refused.ts';
import { largestFile, largestTogether, mostFiles } from '../../domain/attachments.ts';
import { longestText } from '../../domain/texts.ts';
import type { Account, WebContext } from '../context.ts';
import { FormFiles } from './form-files.ts';
import { hold } from '../http/held.ts';
import { Problem, unreadable } from '../http/problems.ts';
import { traitsOf } from '../http/traits.ts';
import { watchProgress } from './progress.ts';

/** Most bytes to read; beyond the allowed size, so that the form can still report an excess. */
const longestUpload = 4 * largestTogether;

/** Most bytes of all texts of a form. */
export const longestTexts = 512 * 1024;

/** Limits a request without files to that. */
export const limitTexts = bodyLimit({ maxSize: longestTexts });

/** Whether this request may bring files. Any other is limited to the length of texts. */
export const mayBringFiles = (c: WebContext): boolean =>
  c.req.method === 'POST' &&
  /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '') &&
  traitsOf(c).files === true;

type Take = (name: string, value: string) => void;

/**
 * Reads the form. Stores each good file for the account and takes its id as another `lampiranId`. Leaves the refusal
 * of others in `fileFault`, and in `lostFiles` the names of those lost by a fault of ours. Does not count against the
 * request's time.
 */
export async function readUpload(c: WebContext, take: Take): Promise<void> {
  // While the database is down, the sender is unknown: the form's texts are shown again, but its files are not kept.
  const account = c.get('account') as Account | undefined;
  const release = account ? hold(c, 'upload') : () => undefined;
  await c
    .get('untimed')(() => read(c, take))
    .finally(release);
}

async function read(c: WebContext, take: Take): Promise<void> {
  const { incoming } = c.env;
  if (Number(incoming.headers['content-length'] ?? 0) > longestUpload) throw tooLong();
  const parser = parserOf(incoming);
  const files = new FormFiles(c);
  let texts = 0;
  parser.on('field', (name, value, _cutName, isCut) => {
    texts += value.length;
    if (isCut || texts > longestTexts) parser.destroy(textsTooLong());
    else take(name, value);
  });
  parser.on('file', (field, content, name) => files.add(field, content, name));
  await piped(incoming, parser, files);
  await files.done;
  for (const id of files.kept) take('lampiranId', id);
  const [first, ...others] = files.refused;
  if (first) c.set('fileFault', refusedTogether([first, ...others]));
  c.set('lostFiles', files.lost);
  if (files.failure !== null) throw files.failure;
}

const tooLong = (): Problem => new Problem(413, tooLargeTogether().message);
export const textsTooLong = (): Problem =>
  new Problem(
    413,
    `Isian formulir terlalu panjang. Satu kolom paling panjang ${longestText.toLocaleString('id-ID')} karakter; perpendek isinya, lalu kirim lagi.`,
  );

function parserOf(incoming: IncomingMessage): BusboyInstance {
  // One byte more than allowed reveals a file that is too large; files beyond the allowed number are still named.
  const limits = { fileSize: largestFile + 1, files: 5 * mostFiles, fields: 200, fieldSize: longestTexts };
  try {
    return new Busboy({ headers: incoming.headers as BusboyHeaders, limits });
  } catch {
    throw unreadable();
  }
}

/** Resolves when everything is read and parsed. @throws Problem if it breaks off, is no form, or is too slow */
async function piped(incoming: IncomingMessage, parser: BusboyInstance, files: FormFiles): Promise<void> {
  const progress = watchProgress(incoming, () => files.busy);
  let bytes = 0;
  const count = (chunk: Buffer) => (bytes += chunk.length) > longestUpload && parser.destroy(tooLong());
  try {
    await Promise.race([
      progress.tooSlow,
      new Promise<void>((resolve, reject) => {
        parser.once('finish', resolve);
        parser.once('error', (error) => reject(error instanceof Problem ? error : unreadable()));
        incoming.once('error', () => reject(unreadable()));
        incoming.once('close', () => !incoming.complete && reject(unreadable()));
        incoming.on('data', count);
        incoming.pipe(parser);
      }),
    ]);
  } finally {
    progress.stop();
    incoming.off('data', count);
    incoming.unpipe(parser);
    files.end();
  }
}
