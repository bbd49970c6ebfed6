/** Reports made while they are downloaded. */
import { mostRowsAtOnce } from '../domain/exports.ts';
import type { ListName } from '../domain/lists.ts';
import { namesOf } from '../lists/filter-names.ts';
import type { TicketFilter } from '../lists/ticket-filter.ts';
import { findReferences } from '../lists/ticket-find.ts';
import { calendarOf } from '../calendar/tables.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { headingOf, signatureOf } from './heading.ts';
import type { ReportReader } from './heading.ts';
import type { Report } from './report.ts';
import { rowReader, rowsInBatches } from './rows.ts';
import { createTally } from './summary.ts';

/** The report of what the filter shows now; null when it is too long for an immediate download. */
export async function openReport(
  prisma: PrismaClient,
  reader: ReportReader,
  filter: TicketFilter,
  list: ListName,
): Promise<Report | null> {
  const at = new Date();
  const references = await findReferences(prisma, reader, { filter, take: mostRowsAtOnce + 1 });
  if (references.length > mostRowsAtOnce) return null;
  const tally = createTally();
  await tally.add(prisma, references);
  const { calendar } = await calendarOf(prisma, { zone: reader.zone, province: null });
  return {
    list,
    zone: reader.zone,
    heading: headingOf(reader, filter, at, await namesOf(prisma, reader, filter)),
    summary: tally.lines(calendar),
    signature: signatureOf(reader, at),
    total: references.length,
    rows: rowsInBatches(await rowReader(prisma, reader, at), references),
  };
}
