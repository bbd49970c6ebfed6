/** Reads the rows of a report from PostgreSQL in batches. */
import { sees } from '../domain/roles.ts';
import type { Person } from '../domain/roles.ts';
import { askerTypeLabels, methodLabels, statusLabel } from '../domain/values.ts';
import type { AskerType, Method, Status, UnitType } from '../domain/values.ts';
import type { Place } from '../calendar/tables.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { wasInTime } from '../prisma/sla-state.ts';
import type { ReportRow } from './report.ts';
import { slaTexts } from './sla-texts.ts';
import type { PlaceTexts } from './sla-texts.ts';

/** Rows in one statement. */
export const batchSize = 500;

export type ReadRows = (references: string[], first: number) => Promise<ReportRow[]>;

/** A row of the statement below; instants are epoch milliseconds. */
interface Found extends Place {
  reference: string;
  subject: string;
  method: Method;
  askerType: AskerType;
  name: string;
  email: string;
  agency: string;
  officer: string | null;
  status: Status;
  openedAt: number;
  dueAt: number;
  haiReplied: boolean;
  onTime: boolean | null;
  resolutionMinutes: number | null;
  unitType: UnitType;
}

/**
 * Reads tickets as a report shows them at the instant `at`: those of the given references that the reader may
 * see (specification.md 1), in the given order, numbered from `first`. One reader of rows serves a whole report.
 */
export function rowReader(prisma: PrismaClient, reader: Person, at: Date): ReadRows {
  const textsOf = slaTexts(prisma, at);
  return async (references, first) => {
    const rows: ReportRow[] = [];
    for (const ticket of await find(prisma, reader, references))
      rows.push(rowOf(ticket, await textsOf(ticket), first + rows.length));
    return rows;
  };
}

/** Batches of references, one statement each; reads the next while the last is written. */
export async function* rowsInBatches(
  read: ReadRows,
  references: string[],
  first = 1,
): AsyncGenerator<ReportRow[]> {
  const readFrom = (from: number): Promise<ReportRow[]> =>
    read(references.slice(from, from + batchSize), first + from);
  let next = readFrom(0);
  for (let from = 0; from < references.length; from += batchSize) {
    const rows = await next;
    if (from + batchSize < references.length) {
      next = readFrom(from + batchSize);
      // The next round awaits it; this avoids an unhandled rejection until then.
      next.catch(() => undefined);
    }
    yield rows;
  }
}

/** One JSON text for the whole batch: ten times faster to read than rows. */
async function find(prisma: PrismaClient, reader: Person, references: string[]): Promise<Found[]> {
  if (sees(reader) === 'none') return [];
  const visible =
    sees(reader) === 'all'
      ? Prisma.empty
      : Prisma.sql`JOIN ticket_viewer AS viewer ON viewer.reference = ticket.reference AND viewer.unit_id = ${reader.unitId}`;
  const [batch] = await prisma.$queryRaw<{ found: Found[] | null }[]>`
    SELECT json_agg(found ORDER BY place) AS found FROM (
      SELECT place, ticket.reference, subject, method, asker_type AS "askerType", asker_name AS name, asker_email AS email,
        asker_agency AS agency, officer_name AS officer, status, ${milliseconds('opened_at')} AS "openedAt",
        ${milliseconds('due_at')} AS "dueAt", hai_replied_at IS NOT NULL AS "haiReplied", ${wasInTime} AS "onTime",
        resolution_minutes AS "resolutionMinutes", unit.type AS "unitType", unit.zone, unit.province
      FROM unnest(${references}::text[]) WITH ORDINALITY AS wanted (reference, place)
        JOIN ticket ON ticket.reference = wanted.reference ${visible}
        JOIN unit ON unit.id = ticket.handling_unit_id) AS found`;
  return batch?.found ?? [];
}

const milliseconds = (column: string): Prisma.Sql =>
  Prisma.raw(`(extract(epoch FROM ticket.${column}) * 1000)::bigint`);

function rowOf(ticket: Found, texts: PlaceTexts, no: number): ReportRow {
  const { onTime, resolutionMinutes: minutes } = ticket;
  const punctual = onTime === false ? 'lewat batas waktu' : 'tepat waktu';
  return {
    no,
    reference: ticket.reference,
    subject: ticket.subject,
    agency: ticket.agency,
    askerType: askerTypeLabels[ticket.askerType],
    name: ticket.name,
    email: ticket.email,
    openedAt: ticket.openedAt,
    method: methodLabels[ticket.method],
    officer: ticket.officer,
    statusLabel: statusLabel(ticket.status, ticket.unitType, ticket.haiReplied),
    dueAt: ticket.dueAt,
    sla: onTime === null ? texts.remaining(ticket.dueAt) : '-',
    resolution: minutes === null ? '' : `${texts.used(minutes)}, ${punctual}`,
    resolutionMinutes: minutes,
    onTime,
  };
}
