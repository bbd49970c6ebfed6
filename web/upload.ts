/** Forms that bring files, read as they come: no file, and no more than a form's texts, is held in memory. */
import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';
import type { BusboyFileStream, BusboyHeaders, BusboyInstance } from '@fastify/busboy';
import { receive } from '../attachments/receive.ts';
import { FileRefused, refusedTogether, tooLarge, tooLargeTogether } from '../attachments/refused.ts';
import { tooMany, wrongType } from '../attachments/refused.ts';
import type { Refusal } from '../attachments/refused.ts';
import { spool } from '../attachments/spool.ts';
import { log } from '../config/log.ts';
import { largestFile, largestTogether, mostFiles } from '../domain/attachments.ts';
import type { Account, WebContext } from './context.ts';
import { watchProgress } from './progress.ts';
import { Problem } from './problems.ts';

const paths = /^\/(lampiran|tiket(\/baru(\/penanya)?)?|tiket\/[^/]+\/(jawaban|balasan-hai))$/;

/** Bytes that are read at most, so that somebody who sent too much is still told so on the form. */
const longestUpload = 4 * largestTogether;

/** Bytes of all texts of a form together. */
export const longestTexts = 512 * 1024;

/** May this request bring files? Any other is held to the length of texts. */
export const mayBringFiles = (c: WebContext): boolean =>
  c.req.method === 'POST' &&
  /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '') &&
  paths.test(c.req.path);

type Take = (name: string, value: string) => void;

/**
 * Reads the form. Each good file is kept for the account, and its id taken as one more `lampiranId`; what is wrong with
 * others is left in `fileFault`, for the form that comes back, and the names of those that a fault of ours lost in `lostFiles`.
 * The time for it is not the request's.
 */
export function readUpload(c: WebContext, take: Take): Promise<void> {
  return c.get('untimed')(() => read(c, take));
}

async function read(c: WebContext, take: Take): Promise<void> {
  const { incoming } = c.env;
  if (Number(incoming.headers['content-length'] ?? 0) > longestUpload) throw tooLong();
  const parser = parserOf(incoming);
  const files = new Files(c);
  let texts = 0;
  parser.on('field', (name, value) => {
    texts += value.length;
    if (texts > longestTexts) parser.destroy(tooLong());
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
const unreadable = (): Problem => new Problem(400, 'Isian formulir tidak dapat dibaca.');

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
async function piped(incoming: IncomingMessage, parser: BusboyInstance, files: Files): Promise<void> {
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

/** The files of one form, taken in one after the other. */
class Files {
  kept: string[] = [];
  refused: Refusal[] = [];
  /** A fault of ours, or of what we need, and the names of the files that were not kept for it. */
  failure: Error | null = null;
  lost: string[] = [];
  /** Whether it is us who keep the sender waiting. */
  busy = false;
  done: Promise<void> = Promise.resolve();
  readonly #c: WebContext;
  #together = 0;
  readonly #contents: BusboyFileStream[] = [];

  constructor(c: WebContext) {
    this.#c = c;
  }

  add(field: string | undefined, content: BusboyFileStream, name: string): void {
    // A stream that breaks off says so to nobody else while it waits for its turn.
    content.on('error', () => undefined);
    this.#contents.push(content);
    this.done = this.done.then(() => this.#take(field, content, asTyped(name)));
  }

  /** Nothing more will come: files that are still awaited are torn off. */
  end(): void {
    for (const content of this.#contents) content.destroy();
  }

  async #take(field: string | undefined, content: BusboyFileStream, name: string): Promise<void> {
    try {
      await this.#keep(field, content, name);
    } catch (error) {
      if (error instanceof FileRefused) this.#refuse(error, shown(name));
      else {
        this.failure ??= content.errored || !(error instanceof Error) ? unreadable() : error;
        this.lost.push(shown(name));
      }
    } finally {
      this.busy = false;
      content.resume();
    }
  }

  #refuse(fault: FileRefused, name: string): void {
    if (fault.status === 503 && fault !== this.#away) log.error({ err: fault }, 'a file could not be taken');
    this.refused.push({ fault, name });
  }

  /** What we need is away: nor would it take the files after. */
  get #away(): FileRefused | undefined {
    return this.refused.find(({ fault }) => fault.status === 503)?.fault;
  }

  async #keep(field: string | undefined, content: BusboyFileStream, name: string): Promise<void> {
    const account = this.#c.get('account') as Account | undefined;
    // Nobody knows whose it is: the database was away before the form was read.
    if (!account) return void this.lost.push(shown(name));
    const hopeless = this.failure ?? this.#away;
    if (hopeless) throw hopeless;
    if (this.#contents.indexOf(content) >= mostFiles) throw tooMany();
    const file = await spool(content);
    this.busy = true;
    try {
      // What a browser sends for a field without a file.
      if (file.size === 0 && name === '') return;
      if (field !== 'lampiran') throw wrongType();
      if (file.size > largestFile) throw tooLarge();
      if ((this.#together += file.size) > largestTogether) throw tooLargeTogether();
      const { id } = await receive(this.#c.get('services'), account.id, name, file);
      this.kept.push(id);
    } finally {
      await file.close();
    }
  }
}

/** Browsers write a quote and line ends in a name so. */
const asTyped = (name: string): string => name.replace(/%22/g, '"').replace(/%0[AD]/gi, '');

/** As a message names it. */
const shown = (name: string): string =>
  [...name.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '')].slice(0, 100).join('');
