import type { Fields, WebContext } from '../context.ts';
import { longestText } from '../../domain/texts.ts';
import { isSecret, isUuid } from './forms.ts';

/** Half-filled forms that wait while their account does something else; without passwords. */

const week = 7 * 86_400_000;
/** Most forms kept for one account; older ones are dropped. */
const mostForms = 20;
/** Most characters of a field: more than may be sent, so that a text which must be shortened is not lost. */
const longestKept = 5 * longestText;

/** For a form whose session ended. */
export interface Sent {
  action: string;
  /** Names of its files, which were not kept; null if the form takes none. */
  files: string[] | null;
}

interface KeptForm {
  fields: Fields;
  sent: Sent | null;
}

/** Keeps a form for this account only. @returns the id to fetch it by */
export async function keepForm(
  c: WebContext,
  accountId: string,
  fields: Fields,
  sent?: Sent,
): Promise<string> {
  const { prisma } = c.get('services');
  await prisma.keptForm.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - week) } } });
  const { id } = await prisma.keptForm.create({
    data: { accountId, fields: ownFields(fields), ...(sent && { sent: { ...sent } }) },
  });
  const older = await prisma.keptForm.findMany({
    where: { accountId },
    orderBy: { createdAt: 'desc' },
    skip: mostForms,
    select: { id: true },
  });
  await prisma.keptForm.deleteMany({ where: { id: { in: older.map((form) => form.id) } } });
  return id;
}

/** The typed fields and the names of passwords, which must be typed again; without fields that only narrow a picker. */
const ownFields = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, typed]) => {
      if (isSecret(name)) return [[name, '']];
      return typed === '' || name.startsWith('cari')
        ? []
        : [[name, typed.slice(0, longestKept).toWellFormed()]];
    }),
  );

/** The form that the account kept under this id; empty if there is none. */
export async function keptForm(c: WebContext, id: string): Promise<KeptForm> {
  const { prisma } = c.get('services');
  const where = { id, accountId: c.get('account').id };
  const kept = isUuid(id) ? await prisma.keptForm.findFirst({ where }) : null;
  return { fields: (kept?.fields ?? {}) as Fields, sent: (kept?.sent ?? null) as Sent | null };
}
