import type { WebContext } from '../context.ts';
import { ownPath, traitsOf } from './traits.ts';

/** Where the request's page is asked for by GET: of a form that was sent, the page that shows it; else the menu. */
export function pageAddress(c: WebContext): string {
  const { pathname, search } = new URL(c.req.url);
  if (c.req.method === 'GET') return pathname + search;
  const route = traitsOf(c);
  return route.shownAt === undefined ? '/' : ownPath(c, route, route.shownAt) + search;
}
