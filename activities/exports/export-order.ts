import { ApplicationFailure } from '@temporalio/activity';
import type { ExportFormat } from '../../domain/exports.ts';
import { mayList } from '../../domain/lists.ts';
import type { ListName } from '../../domain/lists.ts';
import { storedFilter } from '../../exports/order.ts';
import type { TicketFilter } from '../../lists/ticket-filter.ts';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { ReportReader } from '../../reports/heading.ts';
import { notAllowed, notWanted } from '../../workflows/exports.ts';

export interface ExportRow {
  id: string;
  accountId: string;
  list: ListName;
  format: ExportFormat;
  filter: TicketFilter;
  reader: ReportReader;
  total: number;
  summary: string[];
  /** Whether its tickets were chosen. */
  begun: boolean;
  completed: boolean;
  /** Times in its rows are relative to this instant. */
  createdAt: Date;
}

export const unwanted = (): ApplicationFailure =>
  ApplicationFailure.nonRetryable('the export is not wanted any more', notWanted);

const withAccount = { account: { include: { unit: true } } } satisfies Prisma.ExportInclude;

/**
 * A running export with its current account.
 * @throws ApplicationFailure `NotWanted` if it is gone or cancelled, `NotAllowed` if its account is disabled or moved
 */
export async function readOrder(prisma: PrismaClient, id: string): Promise<ExportRow> {
  const row = await prisma.export.findUnique({ where: { id }, include: withAccount });
  if (row === null || row.status === 'CANCELLED' || row.status === 'FAILED') throw unwanted();
  const { account } = row;
  const { unit, displayName, role, unitId } = account;
  const reader = {
    ...{ role, unitId, unitType: unit.type, unitName: unit.name, zone: unit.zone },
    ...{ displayName, year: row.year },
  };
  const list = row.list as ListName;
  if (account.disabledAt !== null || unitId !== row.unitId || !mayList(reader, list))
    throw ApplicationFailure.nonRetryable('Akun ini tidak lagi berwenang atas daftar ini.', notAllowed);
  return {
    id,
    accountId: account.id,
    list,
    format: row.format as ExportFormat,
    filter: storedFilter(row),
    reader,
    total: row.total,
    summary: row.summary,
    begun: row.status !== 'PENDING',
    completed: row.status === 'COMPLETED',
    createdAt: row.createdAt,
  };
}
