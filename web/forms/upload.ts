/** Forms that bring files, read as they come: no file, and no more than a form's texts, is held in memory. */
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

/** Bytes that are read at most, so that somebody who sent too much is still told so on the form. */
const longestUpload = 4 * largestTogether;

/** Bytes of all texts of a form together. */
export const longestTexts = 512 * 1024;

/** Holds a request without files to that. */
export const limitTexts = bodyLimit({ maxSize: longestTexts });

/** May this request bring files? Any other is held to the length of texts. */
export const mayBringFiles = (c: WebContext): boolean =>
  c.req.method === 'POST' &&
  /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '') &&
  traitsOf(c).files === true;

type Take = (name: string, value: string) => void;

/**
 * Reads the form. Each good file is kept for the account, and its id taken as one more `lampiranId`; what is wrong with
 * others is left in `fileFault`, for the form that comes back, and the names of those that a fault of ours lost in `lostFiles`.
 * The time for it is not the request's.
 */
export async function readUpload(c: WebContext, take: Take): Promise<void> {
  // While the database is away nobody knows whose form it is; its texts are shown again, and its files are not kept.
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
  parser.on('field', (name, value) => {
    texts += value.length;
    if (texts > longestTexts) parser.destroy(textsTooLong());
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
  // One more byte than a file may have tells that it has too many; files beyond the most are still told by name.
  const limits = { fileSize: largestFile + 1, files: 5 * mostFiles, fields: 200, fieldSize: longestTexts };
  try {
    return new Busboy({ headers: incoming.headers as BusboyHeaders, limits });
  } catch {
    throw unreadable();
  }
}

/** Until all has been read and parsed. @throws Problem when it breaks off, is no form, or comes too slowly */
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
