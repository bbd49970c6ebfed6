import { Hono } from 'hono';
import type { Web, WebContext } from '../context.ts';
import { secondsLeft } from '../http/session.ts';
import { traits } from '../http/traits.ts';

/**
 * Seconds until the session ends, for the warning (docs/decisions/0015). A GET does not extend the session; a POST
 * does.
 */
export const sessionApi = new Hono<Web>();

const left = (c: WebContext): Response => c.json({ sisa_detik: secondsLeft(c.get('account')) });

sessionApi.get('/', traits({ automatic: true }), left);
sessionApi.post('/', left);
