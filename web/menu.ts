import { Hono } from 'hono';
import type { Web } from './context.ts';
import { queryText, readForm } from './forms.ts';
import { page } from './frame.ts';
import { localPath } from './local-path.ts';

/** The menu HAI DJPBN, its search without JavaScript, and the year worked on (spec.md section 2). */
export const menu = new Hono<Web>();

menu.get('/', (c) => page(c, 'menu', 'HAI DJPBN', {}));

menu.get('/menu', (c) => page(c, 'menu', 'HAI DJPBN', { q: queryText(c, 'q') }));

menu.post('/tahun', async (c) => {
  const { tahun = '', kembali = '/' } = await readForm(c);
  const year = /^20[0-9]{2}$/.test(tahun) ? Number(tahun) : null;
  const { tokenHash } = c.get('account');
  if (year) await c.get('services').prisma.session.updateMany({ where: { tokenHash }, data: { year } });
  return c.redirect(localPath(kembali), 303);
});
