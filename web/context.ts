/** What every route has at hand. */
import type { Context } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import type { FileRefused } from '../attachments/refused.ts';
import type { Inspector } from '../attachments/inspection.ts';
import type { VirusScanner } from '../attachments/virus-scanner.ts';
import type { Config } from '../config/env.ts';
import type { Person } from '../domain/roles.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Storage } from '../storage/storage.ts';
import type { Announcements } from '../tickets/announcements.ts';
import type { Limits } from './http/limits.ts';

/** A form's texts by field name, cleaned. */
export type Fields = Record<string, string>;

export interface Services {
  prisma: PrismaClient;
  pool: pg.Pool;
  client: Client;
  announcements: Announcements;
  storage: Storage;
  config: Config;
}

/** The account of this request's session. */
export interface Account extends Person {
  id: string;
  displayName: string;
  unitName: string;
  zone: string;
  /** Earlier events are not new to it. */
  unreadFrom: Date;
  /** The year in the header: of the list's address or, without one, of the log-in. */
  year: number;
  tokenHash: string;
  signedInAt: Date;
  /** The last request made by a person, not by the page itself. */
  lastSeenAt: Date;
}

export interface Web {
  Bindings: HttpBindings;
  Variables: {
    services: Services & { limits: Limits; scanner: VirusScanner; inspector: Inspector };
    /** Set on every route that needs a log-in. */
    account: Account;
    /** Epoch milliseconds by which the request must be answered. */
    deadline: number;
    /** Runs work that takes as long as its sender needs; the request's time limit restarts afterwards. */
    untimed: <T>(work: () => Promise<T>) => Promise<T>;
    /** The form as typed, once it has been read. */
    fields: Fields | undefined;
    /** The refusal of the form's files. */
    fileFault: FileRefused | undefined;
    /** Names of files that came with the form and were lost through a fault of ours. */
    lostFiles: string[] | undefined;
    /** The claim on the files that this request was the first to name. */
    claimed: string | undefined;
    requestId: string;
  };
}

export type WebContext = Context<Web>;
