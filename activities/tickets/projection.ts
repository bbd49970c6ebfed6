/** Writes what a ticket's workflow decided to PostgreSQL. Nothing else writes tickets and events. */
import type { Deadline, TicketEvent, TicketInput } from '../../domain/ticket.ts';
import { plannedOnce } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { TicketSummary } from '../../workflows/activities.ts';
import type { Facts } from './facts.ts';

// Each write is one statement, so one transaction and one round trip, because every act takes this path. A trigger on
// ticket_event updates the search (prisma/migrations/20261122000100_search).

/** Writes a ticket with its first events and viewers and finishes its reservation. @returns whether it was new */
export async function insertTicket(
  prisma: PrismaClient,
  ticket: TicketInput,
  summary: TicketSummary,
  events: TicketEvent[],
  deadline: Deadline,
  facts: Facts,
): Promise<boolean> {
  const { reference, asker, recorder, openedAt } = ticket;
  const viewerIds = [...new Set([...ticket.viewerIds, ...haiAmong(events)])];
  const rows = await prisma.$queryRaw<{ fresh: boolean }[]>`
    ${plannedOnce} WITH opened AS (
      INSERT INTO ticket (reference, seq, status, subject, question, service, method, asker_type, customer_id, asker_name,
        asker_email, asker_agency, satker_id, partner_kppn_id, handling_unit_id, recorder_unit_id, recorder_id, officer_name,
        year, opened_at, warn_at, due_at, breached_at, escalated_at, hai_replied_at, auto_complete_at, resolved_at,
        resolution_minutes, first_response_minutes, hai_minutes)
      VALUES (${reference}, ${summary.seq}, ${summary.status}::"Status", ${ticket.subject}, ${ticket.question},
        ${ticket.service}::"Service", ${ticket.method}::"Method", ${asker.type}::"AskerType", ${asker.customerId},
        ${asker.name}, ${asker.email}, ${asker.agency}, ${ticket.satkerId}, ${ticket.partnerKppnId},
        ${ticket.handlingUnit.id}, ${recorder.unitId}, ${recorder.accountId}::uuid, ${summary.officerName}, ${ticket.year},
        ${openedAt}::timestamptz, ${deadline.warnAt}::timestamptz, ${deadline.dueAt}::timestamptz,
        ${summary.breachedAt}::timestamptz, ${summary.escalatedAt}::timestamptz, ${summary.haiRepliedAt}::timestamptz,
        ${summary.autoCompleteAt}::timestamptz, ${summary.resolvedAt}::timestamptz,
        ${facts.resolution}::int, ${facts.firstResponse}::int, ${facts.hai}::int)
      ON CONFLICT (reference) DO NOTHING RETURNING reference),
    thread AS (${insertEvents(reference, events)}),${linkFiles(reference, events)}
    outbox AS (${leaveInOutbox}),
    viewers AS (
      INSERT INTO ticket_viewer (unit_id, year, opened_at, reference)
      SELECT unnest(${viewerIds}::text[]), ${ticket.year}, ${openedAt}::timestamptz, ${reference} ON CONFLICT DO NOTHING),
    finished AS (
      UPDATE reservation SET finished_at = now() WHERE reference = ${reference} AND finished_at IS NULL)
    SELECT EXISTS (SELECT FROM opened) AS fresh, ${announce(reference, Prisma.sql`${viewerIds}::text[]`)}`;
  return rows[0]?.fresh ?? false;
}

/**
 * Writes events and the resulting row. The last SELECT runs first and locks the ticket, so a second writer waits
 * there and holds no lock that the first one needs.
 */
export async function updateTicket(
  prisma: PrismaClient,
  summary: TicketSummary,
  events: TicketEvent[],
  facts: Facts,
): Promise<void> {
  const { reference } = summary;
  const hai = haiAmong(events);
  await prisma.$queryRaw`
    ${plannedOnce} WITH thread AS (${insertEvents(reference, events)}),${linkFiles(reference, events)}
    outbox AS (${leaveInOutbox}),
    summary AS (
      UPDATE ticket SET seq = ${summary.seq}, status = ${summary.status}::"Status", officer_name = ${summary.officerName},
        warn_at = coalesce(${summary.deadline?.warnAt}::timestamptz, warn_at),
        due_at = coalesce(${summary.deadline?.dueAt}::timestamptz, due_at),
        breached_at = ${summary.breachedAt}::timestamptz, escalated_at = ${summary.escalatedAt}::timestamptz,
        hai_replied_at = ${summary.haiRepliedAt}::timestamptz,
        auto_complete_at = ${summary.autoCompleteAt}::timestamptz, resolved_at = ${summary.resolvedAt}::timestamptz,
        resolution_minutes = ${facts.resolution}::int,
        first_response_minutes = coalesce(first_response_minutes, ${facts.firstResponse}::int),
        hai_minutes = coalesce(hai_minutes, ${facts.hai}::int)
      WHERE reference = ${reference} AND seq < ${summary.seq}),
    viewers AS (
      INSERT INTO ticket_viewer (unit_id, year, opened_at, reference)
      SELECT unnest(${hai}::text[]), year, opened_at, reference FROM ticket WHERE reference = ${reference}
      ON CONFLICT DO NOTHING)
    SELECT ${announce(
      reference,
      Prisma.sql`ARRAY(SELECT unit_id FROM ticket_viewer WHERE reference = ${reference}) || ${hai}::text[]`,
    )} FROM ticket WHERE reference = ${reference} FOR NO KEY UPDATE`;
}

/** Writes when the ticket completes itself, unless it has a later event, which wrote its own time. */
export async function writePlan(
  prisma: PrismaClient,
  { reference, seq, autoCompleteAt }: Pick<TicketSummary, 'reference' | 'seq' | 'autoCompleteAt'>,
): Promise<void> {
  await prisma.$queryRaw`
    ${plannedOnce} WITH planned AS (
      UPDATE ticket SET auto_complete_at = ${autoCompleteAt}::timestamptz WHERE reference = ${reference} AND seq = ${seq})
    SELECT ${announce(
      reference,
      Prisma.sql`ARRAY(SELECT unit_id FROM ticket_viewer WHERE reference = ${reference})`,
    )}`;
}

/** HAI sees a ticket from its escalation (specification.md 1), even one made with the recording. */
const haiAmong = (events: TicketEvent[]): string[] =>
  events.some((event) => event.kind === 'ESCALATED') ? ['HAI'] : [];

/** Inserts the missing rows of a thread. */
function insertEvents(reference: string, events: TicketEvent[]): Prisma.Sql {
  const rows = events.map(({ author, attachments: _files, ...event }) => ({
    ...event,
    author: author.name,
    ...idsOf(author),
  }));
  return Prisma.sql`
    INSERT INTO ticket_event (reference, seq, kind, at, key, author, unit_id, account_id, officer_id, body, moved)
    SELECT ${reference}, seq, kind, at, key, author, "unitId", "accountId", "officerId", body, moved
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (seq int, kind "EventKind", at timestamptz, key text,
      author text, "unitId" text, "accountId" uuid, "officerId" uuid, body text, moved jsonb)
    ON CONFLICT (reference, seq) DO NOTHING RETURNING reference, seq`;
}

/** An outbox row for each event that is really new, except while the demo creates its tickets. */
const leaveInOutbox = Prisma.sql`
    INSERT INTO outbox (reference, seq) SELECT reference, seq FROM thread
    WHERE NOT EXISTS (SELECT FROM reservation WHERE reservation.reference = thread.reference AND quiet)
    ORDER BY seq`;

/**
 * The part of the statement that links files, if there are any. Links only waiting files of the event's own account.
 */
function linkFiles(reference: string, events: TicketEvent[]): Prisma.Sql {
  const rows = events.flatMap(({ seq, author, attachments = [] }) =>
    attachments.map((id) => ({ id, seq, accountId: author.accountId })),
  );
  if (rows.length === 0) return Prisma.empty;
  return Prisma.sql`
    files AS (
      UPDATE attachment SET reference = ${reference}, seq = given.seq
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (id uuid, seq int, "accountId" uuid)
      WHERE attachment.id = given.id AND attachment.account_id = given."accountId" AND attachment.reference IS NULL),`;
}

const idsOf = ({ unitId, accountId, officerId }: TicketEvent['author']) => ({ unitId, accountId, officerId });

/** Notifies every web process, on commit, that a ticket changed and who may see it. */
const announce = (reference: string, viewers: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`pg_notify('ticket', json_build_object('reference', ${reference}::text, 'viewers', ${viewers})::text)::text`;
