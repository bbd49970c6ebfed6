import { Hono } from 'hono';
import type { Web } from './context.ts';
import { queryText, readForm } from './forms.ts';
import { page, yearsOf } from './frame.ts';
import { localPath } from './local-path.ts';

/** The menu HAI DJPBN, its search without JavaScript, and the year worked on (spec.md section 2). */
export const menu = new Hono<Web>();

menu.get('/', (c) => page(c, 'menu', 'HAI DJPBN', {}));

menu.get('/menu', (c) => page(c, 'menu', 'HAI DJPBN', { q: queryText(c, 'q') }));

menu.post('/tahun', async (c) => {
  const { tahun = '', kembali = '/' } = await readForm(c);
  const { tokenHash, zone } = c.get('account');
  const year = yearsOf(zone).find((known) => String(known) === tahun);
  if (year) await c.get('services').prisma.session.updateMany({ where: { tokenHash }, data: { year } });
  return c.redirect(localPath(kembali), 303);
});
