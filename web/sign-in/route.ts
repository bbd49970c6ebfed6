import { Hono } from 'hono';
import type { Web } from '../context.ts';
import { menu } from './menu.ts';
import { sessionApi } from './session-api.ts';

/** What every signed-in account has: its menu, its year, its session. `/masuk` and `/keluar` are separate. */
export const accountRoutes = new Hono<Web>();

accountRoutes.route('/', menu);
accountRoutes.route('/api/sesi', sessionApi);
