import type { Mail, PrismaClient } from '../../prisma/generated/client.ts';

/**
 * Whether this mail still goes to its recipient, at the current address; an account must be enabled and its unit must
 * see the ticket (specification.md 1). Stores a changed address in the mail.
 */
export async function isStillTold(prisma: PrismaClient, mail: Mail): Promise<boolean> {
  const address = mail.accountId === null ? await ofCustomer(prisma, mail) : await ofAccount(prisma, mail);
  if (address === null) return false;
  if (address !== mail.address) await prisma.mail.update({ where: { id: mail.id }, data: { address } });
  mail.address = address;
  return true;
}

async function ofCustomer(prisma: PrismaClient, { customerId }: Mail): Promise<string | null> {
  const customer = await prisma.customer.findUnique({ where: { id: customerId ?? 0 } });
  return customer?.email ?? null;
}

async function ofAccount(prisma: PrismaClient, { accountId, id, reference }: Mail): Promise<string | null> {
  const account = await prisma.account.findFirst({
    where: { id: accountId ?? '', disabledAt: null, role: { not: 'ADMINISTRATOR' } },
    include: { unit: { select: { type: true } } },
  });
  if (!account) return null;
  if (account.unit.type === 'KANTOR_PUSAT') return account.email;
  const references = reference === null ? await referencesOf(prisma, id) : [reference];
  const seen = await prisma.ticketViewer.count({
    where: { unitId: account.unitId, reference: { in: references } },
  });
  return seen === references.length ? account.email : null;
}

async function referencesOf(prisma: PrismaClient, mailId: string): Promise<string[]> {
  const events = await prisma.mailEvent.findMany({ where: { mailId }, select: { reference: true } });
  return [...new Set(events.map(({ reference }) => reference))];
}
