/** Tickets in every state, created by their workflows without a browser. */
import { randomUUID } from 'node:crypto';
import { answerTicket, escalateTicket } from '../../tickets/act.ts';
import { replyForHai } from '../../tickets/hai-reply.ts';
import { recordTicket } from '../../tickets/record.ts';
import type { Draft } from '../../tickets/record.ts';
import { demoOfficerPassword } from '../../prisma/seed/demo.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Desk } from '../../tickets/desk.ts';
import type { TestDesk } from './desk.ts';
import { authorOf, draftOf } from './drafts.ts';

/** A deadline that an act meets even on a busy machine, in milliseconds of the clock. */
export const soon = (): number => Date.now() + 30_000;

/** A ticket of SATKER 527010 that waits for KPPN 008. @returns its reference */
export const waitingTicket = async (desk: Desk, over: Partial<Draft> = {}): Promise<string> =>
  recordTicket(desk, await draftOf(desk.prisma, over), soon());

/** A ticket that KPPN 008 sent to HAI. */
export async function escalatedTicket(desk: TestDesk, over: Partial<Draft> = {}): Promise<string> {
  const reference = await waitingTicket(desk, over);
  await escalateTicket(desk, await actOf(desk, reference, ''));
  return reference;
}

/** A ticket that HAI replied to. */
export async function repliedTicket(desk: TestDesk, over: Partial<Draft> = {}): Promise<string> {
  const reference = await escalatedTicket(desk, over);
  const body = 'Silakan unggah ulang SPM.';
  await replyForHai(desk, { reference, id: randomUUID(), body, accountId: null, deadline: soon() });
  return reference;
}

/** A ticket that KPPN 008 has answered. */
export async function answeredTicket(desk: TestDesk, over: Partial<Draft> = {}): Promise<string> {
  const reference = await waitingTicket(desk, over);
  await answerTicket(desk, await actOf(desk, reference, 'SP2D sudah terbit.'));
  return reference;
}

async function actOf({ prisma }: TestDesk, reference: string, body: string) {
  return { reference, key: randomUUID(), author: await authorOf(prisma, 'KPPN-008'), body, deadline: soon() };
}

/** The kinds of a ticket's events in order, from PostgreSQL. */
export async function thread(prisma: PrismaClient, reference: string): Promise<string[]> {
  const events = await prisma.ticketEvent.findMany({ where: { reference }, orderBy: { seq: 'asc' } });
  return events.map(({ kind }) => kind);
}

/** The fields with which an officer signs. */
export async function signature(prisma: PrismaClient, officer: string) {
  const { id } = await prisma.officer.findFirstOrThrow({ where: { name: officer } });
  return { petugas: id, passwordCso: demoOfficerPassword };
}
