/** Reports that are made at once, while they are downloaded. */
import { namesOf } from '../lists/filter-names.ts';
import type { TicketFilter } from '../lists/ticket-filter.ts';
import { findReferences } from '../lists/ticket-find.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { headingOf } from './heading.ts';
import type { ReportReader } from './heading.ts';
import type { ListName, Report } from './report.ts';
import { rowReader, rowsInBatches } from './rows.ts';
import { summaryOf } from './summary.ts';

/** Rows of a file that is made at once. */
export const mostRows = 5000;

/** What the filter shows now; null when that is more than a file made at once holds. */
export async function openReport(
  prisma: PrismaClient,
  reader: ReportReader,
  filter: TicketFilter,
  list: ListName,
): Promise<Report | null> {
  const at = new Date();
  const references = await findReferences(prisma, reader, { filter, take: mostRows + 1 });
  if (references.length > mostRows) return null;
  return {
    list,
    zone: reader.zone,
    heading: headingOf(reader, filter, at, await namesOf(prisma, reader, filter)),
    summary: await summaryOf(prisma, Prisma.sql`SELECT unnest(${references}::text[])`, reader.zone),
    total: references.length,
    rows: rowsInBatches(rowReader(prisma, reader, at), references),
  };
}
