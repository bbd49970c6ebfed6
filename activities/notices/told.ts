import type { EventKind, Status } from '../../domain/values.ts';
import type { Told } from '../../mail/ticket-letter.ts';
import type { Prisma } from '../../prisma/generated/client.ts';

/** The input of notifications and mails: an event, its ticket, and whom it concerns. */
export interface ToldEvent extends Told {
  seq: number;
  /** Whose act it was; null for what the clock did. */
  accountId: string | null;
  /** The kind of a second event that belongs to the recording; null where there is none. */
  openedWith: EventKind | null;
  customer: { id: number; email: string };
  satkerId: string | null;
  handlingUnitId: string;
  /** The Kanwil above the handling unit. */
  regionId: string | null;
}

/** These events, in the order in which they are named. */
export function told(
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'>,
  named: { reference: string; seq: number }[],
): Promise<ToldEvent[]> {
  const references = named.map(({ reference }) => reference);
  const seqs = named.map(({ seq }) => seq);
  return prisma.$queryRaw<ToldEvent[]>`
    SELECT event.reference, event.seq, event.kind, event.author, event.body, event.account_id AS "accountId",
      ticket.subject, question, asker_name AS "askerName", asker_agency AS "askerAgency", due_at AS "dueAt",
      satker_id AS "satkerId", handling_unit_id AS "handlingUnitId", unit.parent_id AS "regionId",
      unit.name AS "unitName", unit.zone, json_build_object('id', customer.id, 'email', customer.email) AS customer,
      (SELECT second.kind FROM ticket_event AS second
        WHERE second.reference = event.reference AND second.seq = 2 AND second.key IS NULL) AS "openedWith"
    FROM unnest(${references}::text[], ${seqs}::int[]) WITH ORDINALITY AS named (reference, seq, place)
      JOIN ticket_event AS event ON event.reference = named.reference AND event.seq = named.seq
      JOIN ticket ON ticket.reference = event.reference
      JOIN unit ON unit.id = handling_unit_id
      JOIN customer ON customer.id = customer_id
    ORDER BY place`;
}

/** A second event without a key belongs to the recording: the escalation of *Kirim ke HAI*, the answer of *Selesai*. */
export function opensAs(second: EventKind | null): Status {
  if (second === 'ESCALATED') return 'ESCALATED';
  return second === 'ANSWERED' ? 'RESOLVED' : 'WAITING';
}
