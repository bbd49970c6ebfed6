import { Hono } from 'hono';
import type { Web } from '../context.ts';
import { monitoringFiles } from './files.ts';
import { monitoring } from './show.ts';
import { monitoredTickets } from './tickets.ts';

/** `/pemantauan` (specification.md 8). */
export const monitoringRoutes = new Hono<Web>();

monitoringRoutes.route('/', monitoringFiles);
monitoringRoutes.route('/pemantauan', monitoring);
monitoringRoutes.route('/pemantauan', monitoredTickets);
