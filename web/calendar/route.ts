import { Hono } from 'hono';
import { isAdministrator } from '../../domain/roles.ts';
import type { Web } from '../context.ts';
import { forbidden } from '../http/problems.ts';
import { calendarApi } from './api.ts';
import { calendarCalculator } from './calculator.ts';
import { calendarChanges } from './changes.ts';
import { calendarDays } from './days.ts';
import { calendarHours } from './hours.ts';
import { calendarImport } from './import.ts';
import { calendarPeriods } from './periods.ts';
import { calendarYear } from './year.ts';

/**
 * The working calendar (specification.md 6): everybody may compute a deadline, only an administrator changes the
 * calendar.
 */
export const calendarRoutes = new Hono<Web>();

calendarRoutes.route('/api/kalender', calendarApi);
calendarRoutes.route('/kalender', calendarCalculator);

calendarRoutes.use('/kalender/*', async (c, next) => {
  if (!isAdministrator(c.get('account'))) throw forbidden();
  await next();
});

for (const part of [
  calendarYear,
  calendarDays,
  calendarImport,
  calendarHours,
  calendarPeriods,
  calendarChanges,
])
  calendarRoutes.route('/kalender', part);
