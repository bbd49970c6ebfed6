/** What every route works with. */
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

/** A form's texts by their names, cleaned. */
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
  /** What happened before is not new to it. */
  unreadFrom: Date;
  /** The year that the header shows. */
  year: number;
  tokenHash: string;
  signedInAt: Date;
  /** The last request that counts as a person's. */
  lastSeenAt: Date;
}

export interface Web {
  Bindings: HttpBindings;
  Variables: {
    services: Services & { limits: Limits; scanner: VirusScanner; inspector: Inspector };
    /** Set on every address that needs a log-in. */
    account: Account;
    /** Epoch milliseconds by which the request must be answered. */
    deadline: number;
    /** Does what takes as long as its sender needs; the request's own time starts anew after it. */
    untimed: <T>(work: () => Promise<T>) => Promise<T>;
    /** The form as it was typed, once it has been read. */
    fields: Fields | undefined;
    /** The files of the form that were refused. */
    fileFault: FileRefused | undefined;
    /** Names of files that came with the form and could not be kept, for a fault that the sender has no part in. */
    lostFiles: string[] | undefined;
    /** What holds the files that this request was the first to name. */
    claimed: string | undefined;
    requestId: string;
  };
}

export type WebContext = Context<Web>;
