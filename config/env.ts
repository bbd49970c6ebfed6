import { readFileSync } from 'node:fs';
import { BlockList } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './error.ts';
import { addresses, flag, hostAndPort, origin, port, serviceHours, url, wholeNumber } from './fields.ts';
import { embeddedDatabaseUrl } from './embedded.ts';
import { storageFields, storageOf, type StorageConfig } from './storage.ts';
import { temporalTls, tlsFields, type TemporalTls } from './tls.ts';

export { ConfigError } from './error.ts';

/** The project's root folder; a relative DATA_DIR starts here, not in the working directory. */
export const ROOT = resolve(import.meta.dirname, '..');

const DEMO_HAI_TOKEN = 'demo-hai-token';

export interface Config {
  production: boolean;
  demo: boolean;
  port: number;
  /** The origin that browsers use, without a trailing slash. */
  publicUrl: string;
  /** Proxies whose `X-Forwarded-For` is trusted; otherwise the connection's address counts. */
  trustedProxies: BlockList;
  /** The embedded PostgreSQL's address when DATABASE_URL is not set. */
  databaseUrl: string;
  temporal: {
    /** host:port; the embedded server's when TEMPORAL_ADDRESS is not set. */
    address: string;
    namespace: string;
    apiKey: string | null;
    tls: TemporalTls | boolean;
  };
  /** Base of links to a ticket's workflow; null with an outside Temporal whose UI has no configured address. */
  temporalUiUrl: string | null;
  /** Which services bin/start runs on this machine. */
  embedded: { postgres: boolean; temporal: boolean };
  /** Absolute. */
  dataDir: string;
  storage: StorageConfig;
  /** host:port of ClamAV's daemon; with null no file is scanned. */
  clamdAddress: string | null;
  pgPort: number;
  temporalPort: number;
  temporalUiPort: number;
  smtpUrl: string | null;
  mailFrom: string | null;
  haiApiToken: string | null;
  /** Whom to call when a ticket is escalated. */
  haiWebhook: { url: string; secret: string } | null;
  metricsToken: string | null;
  slaWorkingDays: number;
  /** Minutes of the local day. */
  serviceHours: { opensAt: number; closesAt: number };
  /** Working days after an HAI reply; 0 turns the automatic completion off. */
  autoCompleteWorkingDays: number;
}

const text = () => z.string().trim().min(1);

const fields = z.object({
  NODE_ENV: z.string().default('development'),
  DEMO: flag().optional(),
  PORT: port().default(3000),
  PUBLIC_URL: origin('https://cso.example.go.id').optional(),
  TRUSTED_PROXIES: addresses().optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/database').optional(),
  TEMPORAL_ADDRESS: hostAndPort('temporal.example.id:7233').optional(),
  TEMPORAL_NAMESPACE: text().default('default'),
  TEMPORAL_API_KEY: text().optional(),
  ...tlsFields,
  TEMPORAL_UI_URL: url(['http:', 'https:'], 'https://temporal.example.id').optional(),
  DATA_DIR: text().default('.data'),
  ...storageFields,
  CLAMD_ADDRESS: hostAndPort('127.0.0.1:3310').optional(),
  PG_PORT: port().default(5433),
  TEMPORAL_PORT: port().default(7233),
  TEMPORAL_UI_PORT: port().default(8233),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@mail.example.id:587').optional(),
  MAIL_FROM: text()
    .regex(/^([^<>]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/, 'must be an e-mail address')
    .optional(),
  HAI_API_TOKEN: text().optional(),
  HAI_WEBHOOK_URL: url(['http:', 'https:'], 'https://hai.example.id/eskalasi').optional(),
  HAI_WEBHOOK_SECRET: text().optional(),
  METRICS_TOKEN: text().optional(),
  SLA_WORKING_DAYS: wholeNumber(1, 60).default(5),
  SERVICE_HOURS: serviceHours().default({ opensAt: 480, closesAt: 1020 }),
  AUTO_COMPLETE_WORKING_DAYS: wholeNumber(0, 60).default(3),
});

/**
 * Reads the settings of contract.md from the environment; an empty variable counts as not set.
 * @throws ConfigError for the first bad value.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = fields.safeParse(set);
  if (!parsed.success) throw firstError(parsed.error);
  const value = parsed.data;
  const production = value.NODE_ENV === 'production';
  const demo = value.DEMO ?? !production;
  const dataDir = resolve(ROOT, value.DATA_DIR);
  return {
    production,
    demo,
    port: value.PORT,
    publicUrl: value.PUBLIC_URL ?? `http://localhost:${value.PORT}`,
    trustedProxies: value.TRUSTED_PROXIES ?? new BlockList(),
    databaseUrl: value.DATABASE_URL ?? embeddedDatabaseUrl(dataDir, value.PG_PORT),
    temporal: {
      address: value.TEMPORAL_ADDRESS ?? `127.0.0.1:${value.TEMPORAL_PORT}`,
      namespace: value.TEMPORAL_NAMESPACE,
      apiKey: value.TEMPORAL_API_KEY ?? null,
      tls: temporalTls(value, readFileSync),
    },
    temporalUiUrl: temporalUiUrl(value.TEMPORAL_UI_URL, value.TEMPORAL_ADDRESS, value.TEMPORAL_UI_PORT),
    embedded: { postgres: value.DATABASE_URL === undefined, temporal: value.TEMPORAL_ADDRESS === undefined },
    dataDir,
    storage: storageOf(value, dataDir),
    clamdAddress: value.CLAMD_ADDRESS ?? null,
    pgPort: value.PG_PORT,
    temporalPort: value.TEMPORAL_PORT,
    temporalUiPort: value.TEMPORAL_UI_PORT,
    smtpUrl: value.SMTP_URL ?? null,
    mailFrom: value.MAIL_FROM ?? null,
    haiApiToken: value.HAI_API_TOKEN ?? (demo ? DEMO_HAI_TOKEN : null),
    haiWebhook: haiWebhook(value.HAI_WEBHOOK_URL, value.HAI_WEBHOOK_SECRET),
    metricsToken: value.METRICS_TOKEN ?? null,
    slaWorkingDays: value.SLA_WORKING_DAYS,
    serviceHours: value.SERVICE_HOURS,
    autoCompleteWorkingDays: value.AUTO_COMPLETE_WORKING_DAYS,
  };
}

function haiWebhook(address: string | undefined, secret: string | undefined): Config['haiWebhook'] {
  if (address !== undefined && secret === undefined)
    throw new ConfigError('HAI_WEBHOOK_SECRET', 'must be set beside HAI_WEBHOOK_URL');
  return address === undefined || secret === undefined ? null : { url: address, secret };
}

function temporalUiUrl(
  given: string | undefined,
  address: string | undefined,
  uiPort: number,
): string | null {
  if (given !== undefined) return given.replace(/\/+$/, '');
  return address === undefined ? `http://localhost:${uiPort}` : null;
}

function firstError(error: z.ZodError): ConfigError {
  const issue = error.issues[0];
  const message = issue?.message ?? '';
  return new ConfigError(String(issue?.path[0]), message.startsWith('must') ? message : 'must not be blank');
}
