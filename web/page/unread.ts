/** What an account has been told of: of tickets that it may still see, whatever it saw then (specification.md 1). */
import { sees } from '../../domain/roles.ts';
import { plannedOnce } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Account } from '../context.ts';

/** The condition of SQL for the notifications, as `notice`, that this account may see. */
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

/** The bell counts no further. */
const countedUnread = 99;

/** How many of these the account has not read, `countedUnread` + 1 for more than are counted; null when it is told nothing. */
export async function unreadOf(prisma: PrismaClient, account: Account): Promise<number | null> {
  if (sees(account) === 'none') return null;
  const rows = await prisma.$queryRaw<{ unread: number }[]>`
    ${plannedOnce} SELECT count(*)::int AS unread FROM (SELECT FROM notification AS notice
      WHERE read_at IS NULL AND ${noticesOf(account)} LIMIT ${countedUnread + 1}) AS counted`;
  return rows[0]?.unread ?? 0;
}

/** Marks what is unread as read, as far as `which` says; the bell of the account's other windows follows. */
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
