import type { MenuPage } from './types.ts';
import { Hono } from 'hono';
import { missingYears } from '../../calendar/tables.ts';
import { listNames } from '../../domain/lists.ts';
import { isAdministrator } from '../../domain/roles.ts';
import type { Web, WebContext } from '../context.ts';
import { queryText, readForm } from '../forms/forms.ts';
import { page, yearsOf } from '../page/frame.ts';
import { localPath } from '../http/local-path.ts';

/** The menu HAI DJPBN, its search without JavaScript, and the year worked on (specification.md 2). */
export const menu = new Hono<Web>();

menu.get('/', (c) => menuPage(c, ''));

menu.get('/menu', (c) => menuPage(c, queryText(c, 'q')));

/** Warns an administrator of years without holidays (specification.md 6). */
async function menuPage(c: WebContext, q: string): Promise<Response> {
  const watches = isAdministrator(c.get('account'));
  const missing = watches ? await missingYears(c.get('services').prisma, new Date()) : [];
  const data: MenuPage = { q, missing };
  return page(c, 'menu', 'HAI DJPBN', data);
}

menu.post('/tahun', async (c) => {
  const { tahun = '', kembali = '/' } = await readForm(c);
  const { tokenHash, zone } = c.get('account');
  const year = yearsOf(zone).find((known) => String(known) === tahun);
  if (year) await c.get('services').prisma.session.updateMany({ where: { tokenHash }, data: { year } });
  return c.redirect(firstPage(localPath(kembali), year), 303);
});

/** The list of another year starts at its first page; its address says the year. */
function firstPage(path: string, year: number | undefined): string {
  const { pathname, searchParams } = new URL(path, 'http://ours.invalid');
  for (const place of ['halaman', 'setelah', 'sebelum']) searchParams.delete(place);
  if (year !== undefined && listNames.some((list) => pathname === `/${list}`))
    searchParams.set('tahun', String(year));
  return searchParams.size === 0 ? pathname : `${pathname}?${searchParams.toString()}`;
}
