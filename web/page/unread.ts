/** An account's notifications, limited to tickets that it may still see (specification.md 1). */
import { sees } from '../../domain/roles.ts';
import { plannedOnce } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Account } from '../context.ts';

/** The SQL condition for the notifications, as `notice`, that this account may see. */
export function noticesOf(account: Account): Prisma.Sql {
  const own = Prisma.sql`notice.account_id = ${account.id}::uuid`;
  switch (sees(account)) {
    case 'all':
      return own;
    case 'own':
      return Prisma.sql`${own} AND EXISTS (SELECT FROM ticket_viewer
        WHERE ticket_viewer.reference = notice.reference AND ticket_viewer.unit_id = ${account.unitId})`;
    case 'none':
      return Prisma.sql`false`;
  }
}

/** The bell's highest count. */
const countedUnread = 99;

/** The number of unread ones, at most `countedUnread` + 1; null if the account gets none. */
export async function unreadOf(prisma: PrismaClient, account: Account): Promise<number | null> {
  if (sees(account) === 'none') return null;
  const rows = await prisma.$queryRaw<{ unread: number }[]>`
    ${plannedOnce} SELECT count(*)::int AS unread FROM (SELECT FROM notification AS notice
      WHERE read_at IS NULL AND ${noticesOf(account)} LIMIT ${countedUnread + 1}) AS counted`;
  return rows[0]?.unread ?? 0;
}

/** Marks the unread ones that `which` selects as read, and updates the bell in the account's other windows. */
export async function markRead(
  prisma: PrismaClient,
  { id }: Pick<Account, 'id'>,
  which: { reference: string } | { id: number } | { id: { lte: number } },
): Promise<void> {
  const { count } = await prisma.notification.updateMany({
    where: { accountId: id, readAt: null, ...which },
    data: { readAt: new Date() },
  });
  if (count > 0)
    await prisma.$queryRaw`SELECT pg_notify('notice', ${JSON.stringify({ accounts: [id] })})::text`;
}
