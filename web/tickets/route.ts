import { Hono } from 'hono';
import type { Web } from '../context.ts';
import { downloads, uploads } from './attachments.ts';
import { reportFiles } from './list/report-files.ts';
import { reportList, ticketList } from './list/route.ts';
import { savedFilters } from './list/saved-filters.ts';
import { newTicket } from './record/route.ts';
import { ticketActs } from './show/acts.ts';
import { haiReply } from './show/hai-reply.ts';
import { ticketShow } from './show/route.ts';

/** Tickets: lists, form, page and acts (specification.md 4, 5 and 7). */
export const ticketRoutes = new Hono<Web>();

ticketRoutes.route('/', reportFiles);
ticketRoutes.route('/laporan', reportList);
ticketRoutes.route('/lampiran', uploads);
ticketRoutes.route('/', savedFilters);
// Before `/tiket/:ref`, which would take `/tiket/baru` for a reference.
ticketRoutes.route('/tiket', newTicket);
for (const part of [ticketList, ticketShow, ticketActs, haiReply, downloads])
  ticketRoutes.route('/tiket', part);
