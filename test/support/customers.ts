/** Persons and their links for the tests of Data Pengguna Layanan. */
import { randomUUID } from 'node:crypto';
import type { AskerType } from '../../domain/values.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Reply } from './reply.ts';
import type { TestWeb } from './web.ts';

export const freshEmail = (): string => `${randomUUID().slice(0, 13)}@surel.example.id`;

export const emails = (page: Reply): string[] => page.all('#daftar td[data-label=E-mail]');
export const agencies = (page: Reply): string[] => page.all('#daftar td[data-label=Instansi]');

export const customerOf = (prisma: PrismaClient, email: string) =>
  prisma.customer.findUniqueOrThrow({ where: { email }, include: { links: { orderBy: { unitId: 'asc' } } } });

/** A person of no unit, or of this one, linked to these units, of which the first recorded the person. */
export async function givenPerson(
  { prisma }: TestWeb,
  type: AskerType,
  unitId: string | null,
  linkedTo: string[],
  email = freshEmail(),
) {
  const links = { create: linkedTo.map((id) => ({ unitId: id })) };
  const recordedById = linkedTo[0] ?? unitId ?? 'KPPN-008';
  return prisma.customer.create({
    data: { email, name: 'Sari Lestari', type, unitId, recordedById, links },
  });
}

/** Everything that an act on persons could write. */
export const everyCustomer = async ({ prisma }: TestWeb) => [
  await prisma.customer.findMany({ orderBy: { id: 'asc' } }),
  await prisma.customerLink.findMany({ orderBy: [{ customerId: 'asc' }, { unitId: 'asc' }] }),
];

/** Accounts that may not record persons: a supervisor, and units without persons. */
export const readers = ['pengawas-008', 'hai', 'pusat', 'admin'];
