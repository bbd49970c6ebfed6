/** What sets a route apart, said where the route is declared and nowhere else. */
import { matchedRoutes } from 'hono/route';
import type { Handler, MiddlewareHandler } from 'hono';
import type { Web, WebContext } from '../context.ts';

export interface RouteTraits {
  /** Its form may bring files; any other is held to the length of texts. */
  files?: boolean;
  /** The page that shows its form, with the parameters of the route's own path: `/tiket/:ref`. */
  shownAt?: string;
  /** Asked by the page itself and not by a person: it keeps no session alive (security.md 9). */
  automatic?: boolean;
  /** It lasts as long as somebody reads on. */
  long?: boolean | ((c: WebContext) => boolean);
  /** Failures are answered as JSON. */
  json?: boolean;
  /** It serves pages of the Temporal UI, which need more than our policy gives. */
  temporalUi?: boolean;
}

const declared = new WeakMap<Handler, RouteTraits>();

/**
 * Declares traits: `acts.post('/:ref/jawaban', traits({ files: true }), …)` of one route, `api.use(traits({ json: true }))` of
 * all below it.
 */
export function traits(given: RouteTraits): MiddlewareHandler<Web> {
  const pass: MiddlewareHandler<Web> = (_c, next) => next();
  declared.set(pass as Handler, given);
  return pass;
}

/** The traits of a handler that `traits` made; none of any other. */
export const declaredBy = (handler: Handler): RouteTraits | undefined => declared.get(handler);

/** The traits of the route that answers this request, wherever the request is on its way to it. */
export function traitsOf(c: WebContext): RouteTraits & { path: string } {
  const matched = matchedRoutes(c as never);
  const answering = matched.find(({ method }) => method !== 'ALL');
  const own = matched.filter(({ method, path }) => method === 'ALL' || path === answering?.path);
  const given = own.map(({ handler }) => declared.get(handler as Handler) ?? {});
  return Object.assign({ path: answering?.path ?? '' }, ...given) as RouteTraits & { path: string };
}

/** The path of this request's form or page with its own parameters: `/tiket/HAI-1` of `/tiket/:ref`. */
export function ownPath(c: WebContext, { path }: { path: string }, wanted: string): string {
  const given = c.req.path.split('/');
  const names = path.split('/').map((part) => /^:(\w+)/.exec(part)?.[1] ?? null);
  return wanted.replace(/:(\w+)/g, (_, name: string) => given[names.indexOf(name)] ?? '');
}
