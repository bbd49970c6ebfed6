import type { Fields, WebContext } from '../context.ts';
import { longestText } from '../../domain/texts.ts';
import { isUuid } from './forms.ts';

/** Half-filled forms that wait while their account does something else; without passwords. */

const week = 7 * 86_400_000;
/** Most forms kept for one account; older ones are dropped. */
const mostForms = 20;
/** Most characters of a field: more than may be sent, so that a text which must be shortened is not lost. */
const longestKept = 5 * longestText;

/** Only the fields of ticket forms, whatever else a request carries. */
const keptFields = [
  'permintaan',
  'subjek',
  'jenis',
  'penanya',
  'pertanyaan',
  'layanan',
  'metode',
  'tujuan',
  'unitTujuan',
  'petugas',
  'jawaban',
  'catatan',
  'balasan',
  'lampiranId',
];

/** Keeps a form for its account. @returns the id to fetch it by */
export async function keepForm(c: WebContext, fields: Fields): Promise<string> {
  const { prisma } = c.get('services');
  const { id: accountId } = c.get('account');
  await prisma.keptForm.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - week) } } });
  const { id } = await prisma.keptForm.create({ data: { accountId, fields: ownFields(fields) } });
  const older = await prisma.keptForm.findMany({
    where: { accountId },
    orderBy: { createdAt: 'desc' },
    skip: mostForms,
    select: { id: true },
  });
  await prisma.keptForm.deleteMany({ where: { id: { in: older.map((form) => form.id) } } });
  return id;
}

const ownFields = (fields: Fields): Fields =>
  Object.fromEntries(
    keptFields.flatMap((name) => {
      const typed = fields[name] ?? '';
      return typed === '' ? [] : [[name, typed.slice(0, longestKept).toWellFormed()]];
    }),
  );

/** The form that the account kept under this id; empty if there is none. */
export async function keptForm(c: WebContext, id: string): Promise<Fields> {
  if (!isUuid(id)) return {};
  const { prisma } = c.get('services');
  const kept = await prisma.keptForm.findFirst({ where: { id, accountId: c.get('account').id } });
  return (kept?.fields ?? {}) as Fields;
}
