/** Traits of routes, declared only at the route itself. */
import { matchedRoutes } from 'hono/route';
import type { Handler, MiddlewareHandler } from 'hono';
import type { Web, WebContext } from '../context.ts';

export interface RouteTraits {
  /** Its form may bring files; any other is limited to the length of texts. */
  files?: boolean;
  /** The page with its form; may use the parameters of the route's path: `/tiket/:ref`. */
  shownAt?: string;
  /** Sent by the page itself and not by a person, so it does not extend the session (security.md 9). */
  automatic?: boolean;
  /** It lasts as long as its reader stays. */
  long?: boolean | ((c: WebContext) => boolean);
  /** Failures are answered as JSON. */
  json?: boolean;
  /** It serves the Temporal UI's pages, which need a looser policy than ours. */
  temporalUi?: boolean;
}

const declared = new WeakMap<Handler, RouteTraits>();

/**
 * Declares traits for one route, `acts.post('/:ref/jawaban', traits({ files: true }), …)`, or for all routes below:
 * `api.use(traits({ json: true }))`.
 */
export function traits(given: RouteTraits): MiddlewareHandler<Web> {
  const pass: MiddlewareHandler<Web> = (_c, next) => next();
  declared.set(pass as Handler, given);
  return pass;
}

/** The traits that a handler declares, if `traits` made it. */
export const declaredBy = (handler: Handler): RouteTraits | undefined => declared.get(handler);

/** The traits of the route that answers this request, even before the request reaches it. */
export function traitsOf(c: WebContext): RouteTraits & { path: string } {
  const matched = matchedRoutes(c as never);
  const answering = matched.find(({ method }) => method !== 'ALL');
  const own = matched.filter(({ method, path }) => method === 'ALL' || path === answering?.path);
  const given = own.map(({ handler }) => declared.get(handler as Handler) ?? {});
  return Object.assign({ path: answering?.path ?? '' }, ...given) as RouteTraits & { path: string };
}

/** The path of this request's form or page with the request's own parameters: `/tiket/HAI-1` for `/tiket/:ref`. */
export function ownPath(c: WebContext, { path }: { path: string }, wanted: string): string {
  const given = c.req.path.split('/');
  const names = path.split('/').map((part) => /^:(\w+)/.exec(part)?.[1] ?? null);
  return wanted.replace(/:(\w+)/g, (_, name: string) => given[names.indexOf(name)] ?? '');
}
