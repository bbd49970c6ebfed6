/** `node tickets/demo.ts` creates the demo's tickets by their workflows. A repeated run adds what is missing. */
import type { Author } from '../domain/ticket.ts';
import { destinations, services } from '../domain/values.ts';
import type { EventKind } from '../domain/values.ts';
import { calendarOf } from '../calendar/tables.ts';
import { answerTicket, completeTicket, escalateTicket } from './act.ts';
import { waitFor } from './announcements.ts';
import type { Announcements } from './announcements.ts';
import { openedAtFor } from './demo/age.ts';
import { demoTickets } from './demo/specs.ts';
import type { DemoTicket, Step } from './demo/specs.ts';
import { ActRefused } from './desk.ts';
import type { Desk } from './desk.ts';
import { draftTicket } from './draft.ts';
import { replyForHai } from './hai-reply.ts';
import { recordTicket } from './record.ts';

type DemoDesk = Desk & { announcements: Announcements };

const patience = 60_000;
const deadline = (): number => Date.now() + patience;

/** @returns the number of the demo's tickets; 0 in a database without the demo's accounts */
export async function makeDemoTickets(desk: DemoDesk): Promise<number> {
  const demo = await desk.prisma.account.count({ where: { username: demoTickets[0]?.by ?? '' } });
  if (demo === 0) return 0;
  for (const [index, spec] of demoTickets.entries()) await makeTicket(desk, spec, `demo-${index + 1}`);
  return demoTickets.length;
}

async function makeTicket(desk: DemoDesk, spec: DemoTicket, requestKey: string): Promise<void> {
  const { prisma } = desk;
  const account = await prisma.account.findUniqueOrThrow({
    where: { username: spec.by },
    include: { unit: true },
  });
  const request = { accountId: account.id, requestKey };
  const made = await prisma.reservation.findUnique({ where: { accountId_requestKey: request } });
  // Complete already. Keep what people changed since, such as the asker's e-mail.
  if (made && !made.quiet) return;
  const customer = await prisma.customer.findUniqueOrThrow({ where: { email: spec.asker } });
  const { calendar, workingDays } = await calendarOf(prisma, account.unit);
  const fromSatker = account.unit.type === 'SATKER';
  const signs = !fromSatker && customer.type !== 'KPPN';
  const service = services.find((known) => known === spec.to);
  const destination = destinations.find((known) => known === spec.to) ?? 'HAI';
  const draft = await draftTicket(prisma, {
    recorder: {
      accountId: account.id,
      unitId: account.unitId,
      officer: signs ? await officerOf(desk, account.unitId) : null,
    },
    customer,
    method: spec.method ?? (fromSatker ? 'OMSPAN_SATKER' : 'LAINNYA'),
    to: service ? { service } : { destination, pickedKppnId: null },
    subject: spec.subject,
    question: spec.question,
    answer: spec.answer ?? null,
    requestKey,
    openedAt: openedAtFor(spec.age, new Date(), workingDays, calendar),
  });
  if (!draft) throw new Error(`the demo's ticket "${spec.subject}" has no unit to go to`);
  const reference = await recordTicket(desk, { ...draft, quiet: true }, deadline());
  const officer = await officerOf(desk, draft.handlingUnit.id);
  const handler = await prisma.account.findFirst({
    where: { unitId: draft.handlingUnit.id, role: 'OPERATOR' },
  });
  const author = {
    name: officer.name,
    unitId: draft.handlingUnit.id,
    accountId: handler?.id ?? null,
    officerId: officer.id,
  };
  for (const [index, step] of (spec.steps ?? []).entries()) {
    await take(desk, reference, step, `${requestKey}-${index + 1}`, author).catch((error: unknown) => {
      // Somebody already worked on this ticket.
      if (!(error instanceof ActRefused)) throw error;
    });
  }
  // The clock of a ticket opened in the past catches up by itself, soon after the recording.
  await waitFor(desk.announcements, reference, deadline(), async () =>
    (await owesEvents(desk, reference)) ? null : true,
  );
  await prisma.reservation.update({ where: { reference }, data: { quiet: false } });
}

/** Whether the open ticket's thread still lacks an alarm that is due. */
async function owesEvents({ prisma }: Desk, reference: string): Promise<boolean> {
  const ticket = await prisma.ticket.findUniqueOrThrow({ where: { reference }, include: { events: true } });
  const owes = (kind: EventKind, at: Date) =>
    at <= new Date() && !ticket.events.some((event) => event.kind === kind);
  const open = ticket.status !== 'RESOLVED';
  return open && (owes('SLA_WARNED', ticket.warnAt) || owes('SLA_BREACHED', ticket.dueAt));
}

function take(desk: DemoDesk, reference: string, step: Step, key: string, author: Author): Promise<unknown> {
  const act = { reference, key, author, deadline: deadline() };
  if ('answer' in step) return answerTicket(desk, { ...act, body: step.answer });
  if ('escalate' in step) return escalateTicket(desk, { ...act, body: step.escalate });
  if ('reply' in step) return replyForHai(desk, { ...act, id: key, body: step.reply, accountId: null });
  return completeTicket(desk, { ...act, body: '' });
}

const officerOf = ({ prisma }: Desk, unitId: string) =>
  prisma.officer.findFirstOrThrow({ where: { unitId }, orderBy: { name: 'asc' } });

if (import.meta.main) {
  const { readConfig } = await import('../config/env.ts');
  const { openDatabase } = await import('../prisma/client.ts');
  const { listenForAnnouncements } = await import('./announcements.ts');
  const { connectTemporal } = await import('./connection.ts');
  const config = readConfig();
  const { prisma, close } = openDatabase(config.databaseUrl);
  const client = connectTemporal(config.temporal);
  const announcements = listenForAnnouncements(config.databaseUrl);
  try {
    const count = await makeDemoTickets({ prisma, client, announcements });
    console.log(count === 0 ? 'No demo accounts, so no demo tickets.' : `The demo has ${count} tickets.`);
  } finally {
    await announcements.close();
    await client.connection.close();
    await close();
  }
}
