import { Hono } from 'hono';
import type { Web } from '../context.ts';
import { menu } from './menu.ts';
import { sessionApi } from './session-api.ts';

/** What every account has once it is logged in: its menu, its year, its session. `/masuk` and `/keluar` stand apart. */
export const accountRoutes = new Hono<Web>();

accountRoutes.route('/', menu);
accountRoutes.route('/api/sesi', sessionApi);
