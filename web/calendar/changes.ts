import { Hono } from 'hono';
import { applicable, linesOf, undoOf } from '../../calendar/edits.ts';
import type { CalendarEdit, RowChange } from '../../calendar/edits.ts';
import { formatInstant } from '../../domain/dates.ts';
import type { CalendarChange } from '../../prisma/generated/client.ts';
import { movedSince } from '../../tickets/calendar-change.ts';
import { decide, startOrLeave } from './decide.ts';
import type { Fields, Web, WebContext } from '../context.ts';
import { page, wantsPart } from '../page/frame.ts';
import { bounded, rowNumber } from '../page/newest.ts';
import type { CalendarChangePage, CalendarChangesPage, CalendarProgress } from './types.ts';
import { readForm } from '../forms/forms.ts';
import { leadRepeated } from '../forms/once.ts';
import { notFound } from '../http/problems.ts';
import { traits } from '../http/traits.ts';
import { renderPart } from '../page/render.ts';

/** Changes of the calendar: who, what, when, and the progress of moving deadlines. */
export const calendarChanges = new Hono<Web>();

calendarChanges.get('/perubahan', async (c) => {
  const { zone } = c.get('account');
  const { from, limit, pagesOf } = bounded(c, '/kalender/perubahan');
  const rows = await c.get('services').prisma.calendarChange.findMany({
    where: { id: { lt: from } },
    orderBy: { id: 'desc' },
    take: limit,
  });
  const { shown, paging } = pagesOf(rows);
  const isApplicable = await applicable(c.get('services').prisma);
  const data: CalendarChangesPage = {
    rows: shown.map((change) => ({
      href: `/kalender/perubahan/${change.id}`,
      summary: change.summary,
      author: change.author,
      at: formatInstant(change.at, zone),
      touched: change.touched,
      finished: change.finishedAt !== null,
      undoable: isApplicable(undoOf(editFrom(change))),
    })),
    ...paging,
  };
  return page(c, 'calendar/changes', 'Riwayat Perubahan Kalender', data);
});

calendarChanges.get('/perubahan/:id', async (c) => {
  const change = await addressedChange(c);
  if (wantsPart(c)) return c.html(renderPart('calendar/_progress', await progressOf(c, change)));
  if (change.finishedAt === null) await startOrLeave(c);
  return page(c, 'calendar/change', 'Perubahan Kalender', await changePage(c, change));
});

calendarChanges.get('/perubahan/:id/batal', (c) => undo(c, {}));

calendarChanges.post(
  '/perubahan/:id/batal',
  traits({ shownAt: '/kalender/perubahan/:id/batal' }),
  leadRepeated,
  async (c) => undo(c, await readForm(c)),
);

/** Undoes the change by another one, which the preview asks to confirm. */
async function undo(c: WebContext, fields: Fields): Promise<Response> {
  const change = await addressedChange(c);
  return decide(c, fields, undoOf(editFrom(change)), `/kalender/perubahan/${change.id}`);
}

/** @throws Problem 404 */
async function addressedChange(c: WebContext): Promise<CalendarChange> {
  const id = rowNumber(c.req.param('id') ?? '');
  const change = id && (await c.get('services').prisma.calendarChange.findUnique({ where: { id } }));
  if (!change) throw notFound();
  return change;
}

const editFrom = ({ summary, changes }: CalendarChange): CalendarEdit => ({
  summary,
  changes: changes as unknown as RowChange[],
});

async function progressOf(c: WebContext, change: CalendarChange): Promise<CalendarProgress> {
  return {
    href: `/kalender/perubahan/${change.id}`,
    touched: change.touched,
    moved: await movedSince(c.get('services').prisma, change),
    finishedAt: change.finishedAt && formatInstant(change.finishedAt, c.get('account').zone),
  };
}

async function changePage(c: WebContext, change: CalendarChange): Promise<CalendarChangePage> {
  const edit = editFrom(change);
  const isApplicable = await applicable(c.get('services').prisma);
  return {
    ...(await progressOf(c, change)),
    summary: change.summary,
    author: change.author,
    at: formatInstant(change.at, c.get('account').zone),
    detail: linesOf(edit.changes),
    undoable: isApplicable(undoOf(edit)),
  };
}
