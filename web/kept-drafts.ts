import type { WebContext } from './context.ts';
import { isUuid, typedAgain } from './forms.ts';
import type { Fields } from './forms.ts';

/** Half-filled forms that wait while their account does something else; passwords are not among what is kept. */

const week = 7 * 86_400_000;

/** Keeps a form for its account. @returns the id by which its page asks for it again */
export async function keepDraft(c: WebContext, fields: Fields): Promise<string> {
  const { prisma } = c.get('services');
  const { id: accountId } = c.get('account');
  await prisma.keptForm.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - week) } } });
  const { id } = await prisma.keptForm.create({ data: { accountId, fields: typedAgain(fields) } });
  return id;
}

/** What the account kept under this id; nothing when there is no such, or it is another account's. */
export async function keptDraft(c: WebContext, id: string): Promise<Fields> {
  if (!isUuid(id)) return {};
  const { prisma } = c.get('services');
  const kept = await prisma.keptForm.findFirst({ where: { id, accountId: c.get('account').id } });
  return (kept?.fields ?? {}) as Fields;
}
