/** `/pemantauan`: figures of a supervisor's units, each a link to the tickets it counts (specification.md 8). */
import { Hono } from 'hono';
import { isSupervisor } from '../../domain/roles.ts';
import { readOverview } from '../../monitoring/overview.ts';
import type { Overview } from '../../monitoring/overview.ts';
import { periodOf } from '../../monitoring/period.ts';
import type { Period } from '../../monitoring/states.ts';
import type { Web, WebContext } from '../context.ts';
import { dayErrors } from '../forms/days.ts';
import { queryText } from '../forms/forms.ts';
import { page } from '../page/frame.ts';
import { monitoringPageOf } from './page.ts';
import { forbidden } from '../http/problems.ts';

export const monitoring = new Hono<Web>();

monitoring.get('/', async (c) => {
  const overview = await overviewOf(c);
  const data = monitoringPageOf(overview, c.get('account').zone, c.get('services').config);
  const errors = dayErrors(c, ['dari', 'sampai']);
  const wrong = Object.fromEntries(Object.keys(errors).map((name) => [name, queryText(c, name)]));
  return page(c, 'monitoring/show', 'Pemantauan', { ...data, ...wrong, errors });
});

/**
 * The scope and period of the address, within what the account watches.
 * @throws Problem 403 unless it is a supervisor
 */
export function overviewOf(c: WebContext): Promise<Overview> {
  const account = c.get('account');
  if (!isSupervisor(account)) throw forbidden();
  return readOverview(c.get('services').prisma, account, queryText(c, 'unit'), askedPeriod(c), new Date());
}

export const askedPeriod = (c: WebContext): Period =>
  periodOf(queryText(c, 'dari'), queryText(c, 'sampai'), c.get('account').zone, new Date());
