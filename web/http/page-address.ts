import type { WebContext } from '../context.ts';
import { ownPath, traitsOf } from './traits.ts';

/** The GET address of the request's page: for a sent form the page that shows it, otherwise the menu. */
export function pageAddress(c: WebContext): string {
  const { pathname, search } = new URL(c.req.url);
  if (c.req.method === 'GET') return pathname + search;
  const route = traitsOf(c);
  return route.shownAt === undefined ? '/' : ownPath(c, route, route.shownAt) + search;
}
