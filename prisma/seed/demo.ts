/** Accounts, officers and customers to try the service with (contract.md, demo accounts). */
import type { Prisma, PrismaClient } from '../generated/client.ts';
import type { UnitCreateManyInput } from '../generated/models.ts';
import { hashPassword } from '../password.ts';
import { accounts, officers, satkers } from './accounts.ts';
import { customers } from './customers.ts';

export const demoPassword = 'demo-omspan';
export const demoOfficerPassword = 'demo-cso';

type Transaction = Prisma.TransactionClient;

/**
 * Loads the demo into a database without accounts, all or nothing.
 *
 * @returns false if there were accounts and it did nothing.
 */
export async function loadDemo(prisma: PrismaClient): Promise<boolean> {
  if ((await prisma.account.findFirst()) !== null) return false;
  // Hashing takes a second; do it outside the transaction.
  const accountRows = await withPassword(accounts, demoPassword);
  const officerRows = await withPassword(officers, demoOfficerPassword);
  await prisma.$transaction(
    async (tx) => {
      await tx.unit.createMany({ data: await satkerUnits(tx), skipDuplicates: true });
      await tx.account.createMany({ data: accountRows, skipDuplicates: true });
      await tx.officer.createMany({ data: officerRows, skipDuplicates: true });
      await loadCustomers(tx);
    },
    { timeout: 30_000 },
  );
  return true;
}

function withPassword<Row>(rows: Row[], plain: string): Promise<(Row & { passwordHash: string })[]> {
  return Promise.all(rows.map(async (row) => ({ ...row, passwordHash: await hashPassword(plain) })));
}

/** A demo satker is where its partner KPPN is. */
async function satkerUnits(tx: Transaction): Promise<UnitCreateManyInput[]> {
  const partners = await tx.unit.findMany({
    where: { id: { in: satkers.map((satker) => satker.partnerKppn) } },
  });
  return satkers.flatMap(({ code, name, partnerKppn }) =>
    partners
      .filter(({ id }) => id === partnerKppn)
      .map(({ id, zone, province }) => ({
        id: `SATKER-${code}`,
        type: 'SATKER',
        code,
        name,
        parentId: id,
        zone,
        province,
      })),
  );
}

async function loadCustomers(tx: Transaction): Promise<void> {
  const data = customers.map(({ email, name, type, unitId, linkedTo: [recordedById] }) => ({
    email,
    name,
    type,
    unitId,
    recordedById,
  }));
  await tx.customer.createMany({ data, skipDuplicates: true });
  const stored = await tx.customer.findMany({ where: { email: { in: data.map(({ email }) => email) } } });
  const ids = new Map(stored.map(({ email, id }) => [email, id]));
  const links = customers.flatMap(({ email, linkedTo }) => {
    const customerId = ids.get(email);
    return customerId === undefined ? [] : linkedTo.map((unitId) => ({ unitId, customerId }));
  });
  await tx.customerLink.createMany({ data: links, skipDuplicates: true });
}
