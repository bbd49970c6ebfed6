import { Hono } from 'hono';
import { formatLabels, keptFor } from '../../domain/exports.ts';
import type { ExportFormat } from '../../domain/exports.ts';
import { listTitles } from '../../domain/lists.ts';
import type { ListName } from '../../domain/lists.ts';
import { formatInstant } from '../../domain/dates.ts';
import { sees } from '../../domain/roles.ts';
import { storedFilter } from '../../exports/order.ts';
import { namesOf } from '../../lists/filter-names.ts';
import type { Export, PrismaClient } from '../../prisma/generated/client.ts';
import { filterText, periodText } from '../../reports/heading.ts';
import type { Account, Web, WebContext } from '../context.ts';
import { page, wantsPart } from '../page/frame.ts';
import type { ExportListPage, ExportShown } from './types.ts';
import { forbidden } from '../http/problems.ts';
import { renderPart } from '../page/render.ts';

/** Unduhan: the account's lists made in the background (specification.md 7). */
export const exportList = new Hono<Web>();

/** More than an account orders in a week. */
const mostShown = 100;

exportList.get('/', (c) => showExports(c));

/** The page, or its part, with an error message above the list. */
export async function showExports(
  c: WebContext,
  message: string | null = null,
  status: 200 | 409 | 429 = 200,
) {
  const account = c.get('account');
  const { id: accountId, unitId } = account;
  const { prisma } = c.get('services');
  if (sees(account) === 'none') throw forbidden();
  const found = await prisma.export.findMany({
    where: { accountId, unitId },
    orderBy: { createdAt: 'desc' },
    take: mostShown,
  });
  const data: ExportListPage = {
    rows: await Promise.all(found.map((row) => shownOf(prisma, account, row))),
    message,
  };
  return wantsPart(c)
    ? c.html(renderPart('exports/_rows', data))
    : page(c, 'exports/list', 'Unduhan', data, status);
}

async function shownOf(prisma: PrismaClient, account: Account, row: Export): Promise<ExportShown> {
  const { id, list, format, year, createdAt, total, collected, written } = row;
  const filter = storedFilter(row);
  const { zone } = account;
  const shown = {
    id,
    title: listTitles[list as ListName],
    format: formatLabels[format as ExportFormat],
    filter: `${periodText(filter, { year, zone })}, ${filterText(filter, await namesOf(prisma, account, filter))}`,
    createdAt: formatInstant(createdAt, zone),
    percent: total === 0 ? 0 : Math.floor(((collected + written) / (2 * total)) * 100),
  };
  return { ...shown, ...stateOf(row, zone) };
}

function stateOf(row: Export, zone: string): Pick<ExportShown, 'state' | 'stateLabel' | 'detail'> {
  switch (row.status) {
    case 'PENDING':
      return { state: 'running', stateLabel: 'Menunggu', detail: 'Tiket sedang dipilih.' };
    case 'PROCESSING':
      return { state: 'running', stateLabel: 'Diproses', detail: progressText(row) };
    case 'COMPLETED': {
      const until = new Date((row.finishedAt ?? row.createdAt).getTime() + keptFor);
      const [state, stateLabel, verb] =
        until > new Date()
          ? (['completed', 'Selesai', 'disimpan sampai'] as const)
          : (['expired', 'Kedaluwarsa', 'tersimpan hingga'] as const);
      const detail = `${number(row.total)} tiket, ${sizeText(row.size)}, ${verb} ${formatInstant(until, zone)}`;
      return { state, stateLabel, detail };
    }
    case 'FAILED':
      return { state: 'failed', stateLabel: 'Gagal', detail: row.error ?? '' };
    case 'CANCELLED':
      return { state: 'cancelled', stateLabel: 'Dibatalkan', detail: 'Tidak ada berkas.' };
  }
}

const number = (value: number): string => value.toLocaleString('id-ID');

const progressText = ({ collected, written, total }: Export): string =>
  collected < total
    ? `Mengumpulkan ${number(collected)} dari ${number(total)} tiket.`
    : `Menulis berkas: ${number(written)} dari ${number(total)} tiket.`;

const sizeText = (size: bigint | null): string => {
  const kilobytes = Math.ceil(Number(size ?? 0) / 1000);
  return kilobytes < 1000
    ? `${number(kilobytes)} kB`
    : `${(kilobytes / 1000).toLocaleString('id-ID', { maximumFractionDigits: 1 })} MB`;
};
