import { Prisma } from '../prisma/generated/client.ts';

/** Tells every web process, with the commit, that an export of this account changed: its open pages then show it anew. */
export const announceExport = (accountId: string): Prisma.Sql =>
  Prisma.sql`SELECT pg_notify('export', json_build_object('accounts', json_build_array(${accountId}::text))::text)::text`;
