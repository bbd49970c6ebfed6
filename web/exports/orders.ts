/**
 * An account's actions on its exports (specification.md 7). It does not find exports of others, of a unit that it has
 * left, or of a list that it may no longer see.
 */
import { attachmentNamed, download } from '../http/download.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import { exportFormats, keptFor, mostRunning } from '../../domain/exports.ts';
import type { ExportFormat } from '../../domain/exports.ts';
import { listNames, mayList } from '../../domain/lists.ts';
import type { ListName } from '../../domain/lists.ts';
import { cancelExport, removeExport } from '../../exports/end.ts';
import type { OwnExport } from '../../exports/end.ts';
import { fileKey } from '../../exports/files.ts';
import { orderExport, TooManyExports } from '../../exports/order.ts';
import { readFilter } from '../../lists/ticket-filter.ts';
import { contentTypes, listStems } from '../../reports/file.ts';
import type { Web, WebContext } from '../context.ts';
import { showExports } from './list.ts';
import { check, isUuid, readForm, requestKey } from '../forms/forms.ts';
import { forbidden, notFound, Problem } from '../http/problems.ts';
import { traits } from '../http/traits.ts';
import { setYear } from '../page/list-year.ts';

export const exportOrders = new Hono<Web>();

const form = z.object({ daftar: z.enum(listNames), format: z.enum(exportFormats) });

exportOrders.post('/', traits({ shownAt: '/unduhan' }), async (c) => {
  const fields = await readForm(c);
  setYear(c, fields['tahun'] ?? '');
  const { id: accountId, unitId, year } = c.get('account');
  const checked = check(form, fields);
  if (!checked.ok) throw new Problem(422, 'Daftar atau jenis berkas ini tidak dikenal.');
  const { daftar: list, format } = checked.value;
  if (!mayList(c.get('account'), list)) throw forbidden();
  const filter = readFilter((name) => (fields[name] ?? '').slice(0, 500));
  const request = { accountId, unitId, requestKey: requestKey(c, fields), list, format, filter, year };
  try {
    await orderExport(c.get('services'), request, c.get('deadline'));
  } catch (error) {
    if (!(error instanceof TooManyExports)) throw error;
    return showExports(c, tooMany, 429);
  }
  return c.redirect('/unduhan', 303);
});

const tooMany = `Masih ada ${mostRunning} berkas Anda yang sedang dibuat. Tunggu sampai selesai atau batalkan salah satunya.`;

exportOrders.post('/:id/batal', traits({ shownAt: '/unduhan' }), async (c) => {
  if (!(await cancelExport(c.get('services'), ownOf(c), c.get('deadline')))) throw notFound();
  return c.redirect('/unduhan', 303);
});

exportOrders.post('/:id/hapus', traits({ shownAt: '/unduhan' }), async (c) => {
  const { prisma, storage } = c.get('services');
  const own = ownOf(c);
  if (await removeExport(prisma, storage, own)) return c.redirect('/unduhan', 303);
  if ((await prisma.export.count({ where: own })) === 0) throw notFound();
  return showExports(c, 'Berkas ini masih dibuat. Batalkan dahulu, lalu hapus.', 409);
});

exportOrders.get('/:id/berkas', async (c) => {
  const { prisma, storage } = c.get('services');
  const row = await prisma.export.findFirst({
    where: { ...ownOf(c), status: 'COMPLETED', finishedAt: { gt: new Date(Date.now() - keptFor) } },
  });
  if (!row || !mayList(c.get('account'), row.list as ListName)) throw notFound();
  const format = row.format as ExportFormat;
  const headers = {
    type: contentTypes[format],
    disposition: attachmentNamed(c, listStems[row.list as ListName], format, { at: row.createdAt }),
    size: row.size === null ? null : Number(row.size),
  };
  return download(c, headers, () => storage.get(fileKey(row)));
});

/** The address's export id with the account. @throws Problem 404 for an invalid id */
function ownOf(c: WebContext): OwnExport {
  const id = c.req.param('id') ?? '';
  if (!isUuid(id)) throw notFound();
  const { id: accountId, unitId } = c.get('account');
  return { id, accountId, unitId };
}
