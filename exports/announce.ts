import { Prisma } from '../prisma/generated/client.ts';

/** Notifies every web process on commit that an export of this account changed, so that open pages refresh. */
export const announceExport = (accountId: string): Prisma.Sql =>
  Prisma.sql`SELECT pg_notify('export', json_build_object('accounts', json_build_array(${accountId}::text))::text)::text`;
