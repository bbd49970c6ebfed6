import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Account, WebContext } from './context.ts';
import type { Option } from './pages.ts';

/** A recorder that is no KPPN says which KPPN gets the ticket of an asker who is no satker (spec.md section 4). */
export const picksKppn = (account: Account): boolean => account.unitType !== 'KPPN';

/** The KPPNs that a form suggests: a Kanwil's own, else all of the country. */
export async function kppnOptions(prisma: PrismaClient, account: Account): Promise<Option[]> {
  if (!picksKppn(account)) return [];
  const region = account.unitType === 'KANWIL' ? { parentId: account.unitId } : {};
  const kppns = await prisma.unit.findMany({ where: { type: 'KPPN', ...region }, orderBy: { code: 'asc' } });
  return kppns.map(({ code, name }) => ({ value: code, label: name }));
}

/** The KPPN that was picked, by its code or id ("008", "KPPN-008"); null when none was, `unknown` when there is no such. */
export async function pickedKppn(c: WebContext, typed: string): Promise<string | null> {
  if (typed === '' || !picksKppn(c.get('account'))) return null;
  const code = /^(?:KPPN-)?([0-9]{3})\b/.exec(typed)?.[1] ?? '';
  const kppn = await c.get('services').prisma.unit.findFirst({ where: { type: 'KPPN', code } });
  return kppn?.id ?? 'unknown';
}
