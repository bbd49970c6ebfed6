import { Hono } from 'hono';
import type { Web } from '../context.ts';
import { exportList } from './list.ts';
import { exportOrders } from './orders.ts';

/** `/unduhan`: long lists made in the background. */
export const exportRoutes = new Hono<Web>();

exportRoutes.route('/unduhan', exportList);
exportRoutes.route('/unduhan', exportOrders);
