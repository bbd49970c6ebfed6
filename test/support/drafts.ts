import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Draft } from '../../tickets/record.ts';
import { yearIn } from '../../domain/dates.ts';
import type { Author, TicketInput } from '../../domain/ticket.ts';

const asker = 'penanya@satker-527010.example.id';

/** A customer's id as a form sends it; by default the asker of SATKER 527010. */
export const customerId = async (prisma: PrismaClient, email = asker): Promise<string> =>
  String((await prisma.customer.findUniqueOrThrow({ where: { email } })).id);

/** A ticket's handling unit as its input names it. */
export async function handlingUnitOf(prisma: PrismaClient, id: string): Promise<Draft['handlingUnit']> {
  const { type, name, zone, province } = await prisma.unit.findUniqueOrThrow({ where: { id } });
  return { id, type, name, zone, province };
}

/** A ticket of SATKER 527010 for its partner KPPN 008, as its page would record it. */
export async function draftOf(prisma: PrismaClient, over: Partial<Draft> = {}): Promise<Draft> {
  const customer = await prisma.customer.findUniqueOrThrow({ where: { email: asker } });
  const account = await prisma.account.findUniqueOrThrow({ where: { username: 'satker-527010' } });
  return {
    accountId: account.id,
    openedAt: new Date(),
    zone: 'Asia/Jakarta',
    requestKey: randomUUID(),
    subject: 'SP2D belum terbit',
    question: 'Mohon bantuannya, SPM sudah kami ajukan.',
    service: 'PERBENDAHARAAN',
    method: 'OMSPAN_SATKER',
    asker: {
      customerId: customer.id,
      type: customer.type,
      name: customer.name,
      email: customer.email,
      agency: 'SATKER 527010',
    },
    satkerId: 'SATKER-527010',
    partnerKppnId: 'KPPN-008',
    handlingUnit: await handlingUnitOf(prisma, 'KPPN-008'),
    viewerIds: ['SATKER-527010', 'KPPN-008', 'KANWIL-04'],
    recorder: { name: customer.name, unitId: 'SATKER-527010', accountId: account.id, officerId: null },
    officerName: null,
    opensAs: 'WAITING',
    answer: null,
    ...over,
  };
}

/** An officer of the unit, as an act names its author. */
export async function authorOf(prisma: PrismaClient, unitId: string): Promise<Author> {
  const active = { unitId, disabledAt: null };
  const officer = await prisma.officer.findFirstOrThrow({ where: active, orderBy: { name: 'asc' } });
  const account = await prisma.account.findFirstOrThrow({ where: { unitId, role: 'OPERATOR' } });
  return { name: officer.name, unitId, accountId: account.id, officerId: officer.id };
}

/** The input of the ticket's workflow, without a reservation. */
export function inputOfDraft(draft: Draft): TicketInput {
  const random = Math.floor(Math.random() * 1e9);
  const reference = `HAI-${String(random).padStart(9, '0')}-2`;
  const { openedAt, ...rest } = draft;
  const { accountId, zone, ...ticket } = rest;
  const year = yearIn(openedAt, zone);
  const recorder = { ...ticket.recorder, accountId };
  return { ...ticket, recorder, reference, openedAt: openedAt.toISOString(), year, resume: null };
}
