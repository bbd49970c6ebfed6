/** Orders exports and waits for them. */
import { randomUUID } from 'node:crypto';
import type { Export } from '../../prisma/generated/client.ts';
import type { TestDesk } from './desk.ts';
import { until } from './until.ts';
import type { Fields, Visitor } from './visitor.ts';

/** Sends the form of a long list. @returns the newest export in the database */
export async function ordered(desk: TestDesk, visitor: Visitor, over: Fields = {}): Promise<Export> {
  const fields = { daftar: 'laporan', format: 'csv', permintaan: randomUUID(), ...over };
  const { status, location } = await visitor.post('/unduhan', fields);
  if (status !== 303 || location !== '/unduhan') throw new Error(`POST /unduhan answered ${status}`);
  return desk.prisma.export.findFirstOrThrow({ where: { requestKey: fields.permintaan } });
}

/** The export once it has ended. */
export const ended = ({ prisma }: TestDesk, { id }: { id: string }): Promise<Export> =>
  until(
    'the end of an export',
    () => prisma.export.findUnique({ where: { id, finishedAt: { not: null } } }),
    60_000,
  );

/** The stored files of an export. */
export async function keysOf({ storage }: TestDesk, { id }: { id: string }): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of storage.list(`unduhan/${id}`)) keys.push(key.replace(`unduhan/${id}/`, ''));
  return keys.toSorted();
}
