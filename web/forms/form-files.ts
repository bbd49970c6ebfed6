import type { BusboyFileStream } from '@fastify/busboy';
import { receive } from '../../attachments/receive.ts';
import { FileRefused, tooLarge, tooLargeTogether, tooMany, wrongType } from '../../attachments/refused.ts';
import type { Refusal } from '../../attachments/refused.ts';
import { spool } from '../../attachments/spool.ts';
import { log } from '../../config/log.ts';
import { largestFile, largestTogether, mostFiles, shownName } from '../../domain/attachments.ts';
import type { Account, WebContext } from '../context.ts';
import { unreadable } from '../http/problems.ts';

/** The files of one form, stored one after the other. */
export class FormFiles {
  kept: string[] = [];
  refused: Refusal[] = [];
  /** The first fault of ours or of a service, and the names of the files lost by it. */
  failure: Error | null = null;
  lost: string[] = [];
  /** Whether the sender is waiting for us. */
  busy = false;
  done: Promise<void> = Promise.resolve();
  readonly #c: WebContext;
  #together = 0;
  readonly #contents: BusboyFileStream[] = [];

  constructor(c: WebContext) {
    this.#c = c;
  }

  add(field: string | undefined, content: BusboyFileStream, name: string): void {
    // While a stream waits for its turn, nothing else handles its error.
    content.on('error', () => undefined);
    this.#contents.push(content);
    this.done = this.done.then(() => this.#take(field, content, asTyped(name)));
  }

  /** Nothing more will arrive, so give up on files that are incomplete. */
  end(): void {
    for (const content of this.#contents) content.destroy();
  }

  async #take(field: string | undefined, content: BusboyFileStream, name: string): Promise<void> {
    try {
      await this.#keep(field, content, name);
    } catch (error) {
      if (error instanceof FileRefused) this.#refuse(error, shownName(name));
      else {
        this.failure ??= content.errored || !(error instanceof Error) ? unreadable() : error;
        this.lost.push(shownName(name));
      }
    } finally {
      this.busy = false;
      content.resume();
    }
  }

  #refuse(fault: FileRefused, name: string): void {
    if (fault.status === 503 && fault !== this.#away) log.error({ err: fault }, 'could not accept a file');
    this.refused.push({ fault, name });
  }

  /** A service is down, so the remaining files would fail too. */
  get #away(): FileRefused | undefined {
    return this.refused.find(({ fault }) => fault.status === 503)?.fault;
  }

  async #keep(field: string | undefined, content: BusboyFileStream, name: string): Promise<void> {
    const account = this.#c.get('account') as Account | undefined;
    // The database was down before the form was read, so the sender is unknown.
    if (!account) return void this.lost.push(shownName(name));
    const hopeless = this.failure ?? this.#away;
    if (hopeless) throw hopeless;
    if (this.#contents.indexOf(content) >= mostFiles) throw tooMany();
    const file = await spool(content);
    this.busy = true;
    try {
      // Browsers send this for a field without a file.
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

/** Browsers encode quotes and line ends in a name this way. */
const asTyped = (name: string): string => name.replace(/%22/g, '"').replace(/%0[AD]/gi, '');
