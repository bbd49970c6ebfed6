/** Checks before any route: the request's host, its origin, and how long it may take. */
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import type { Web, WebContext } from '../context.ts';
import { lag } from './lag.ts';
import { Problem } from './problems.ts';
import { traitsOf } from './traits.ts';

/** Milliseconds until a request without an outcome gets 503 (contract.md: within 5 seconds). */
export const patience = 4000;
const leastPatience = 2500;

/** Whole milliseconds. Fewer in a busy process, which reads requests late and answers late. */
export const patienceNow = (): number => Math.floor(Math.max(leastPatience, patience - 2 * lag()));

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/** Whether this `Host` is this machine itself. */
export const isLocalHost = (host: string): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/.test(host);

/** Accepts only our own host name and this machine's (security.md 13). */
export const ownHost = createMiddleware<Web>(async (c, next) => {
  const host = c.req.header('host') ?? '';
  const own = new URL(c.get('services').config.publicUrl).host;
  if (host !== own && !isLocalHost(host)) throw new Problem(421, 'Alamat ini bukan alamat layanan.');
  await next();
});

/**
 * Unsafe requests must come from our own pages, except for HAI's API, which ignores cookies. Browsers send
 * Sec-Fetch-Site on https and on localhost; elsewhere Origin decides.
 */
export const ownOrigin = createMiddleware<Web>(async (c, next) => {
  if (!safeMethods.includes(c.req.method) && !c.req.path.startsWith('/api/hai/')) {
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const own = site === undefined ? origin === c.get('services').config.publicUrl : site === 'same-origin';
    if (!own) throw new Problem(403, 'Permintaan ini tidak datang dari halaman layanan.');
  }
  await next();
});

/** Whether this request lasts as long as its reader stays. */
function isLong(c: WebContext): boolean {
  const { long = false } = traitsOf(c);
  return typeof long === 'function' ? long(c) : long;
}

/** Answers in time even if something we wait for does not. */
export const inTime = createMiddleware<Web>(async (c, next) => {
  let timer: NodeJS.Timeout | undefined;
  let giveUp: (late: Problem) => void = () => undefined;
  const late = new Promise<never>((_resolve, reject) => (giveUp = reject));
  const start = (): void => {
    const left = patienceNow();
    c.set('deadline', Date.now() + left - 300);
    if (isLong(c)) return;
    timer = setTimeout(() => giveUp(new Problem(503, 'Waktu habis.')), left);
  };
  c.set('untimed', async (work) => {
    clearTimeout(timer);
    return work().finally(start);
  });
  start();
  try {
    await Promise.race([next(), late]);
  } finally {
    clearTimeout(timer);
  }
});

const self = ["'self'"];
const none = ["'none'"];

/** The CSP of security.md; htmx runs under it. */
const policy = {
  defaultSrc: none,
  scriptSrc: self,
  styleSrc: self,
  imgSrc: self,
  fontSrc: self,
  connectSrc: self,
  formAction: self,
  baseUri: none,
  objectSrc: none,
  frameAncestors: none,
};

/** Additions for the Temporal UI: styles made by its scripts, data URLs in them, a film. Scripts only from files. */
const viewerPolicy = {
  ...policy,
  styleSrc: [...self, "'unsafe-inline'"],
  imgSrc: [...self, 'data:'],
  fontSrc: [...self, 'data:'],
  mediaSrc: self,
};

/** Headers of every response. */
export function headers(https: boolean) {
  const withPolicy = (contentSecurityPolicy: typeof policy) =>
    secureHeaders({
      contentSecurityPolicy,
      referrerPolicy: 'same-origin',
      crossOriginOpenerPolicy: 'same-origin',
      crossOriginResourcePolicy: 'same-origin',
      xFrameOptions: 'DENY',
      strictTransportSecurity: https ? 'max-age=31536000; includeSubDomains' : false,
    });
  const [ours, viewers] = [withPolicy(policy), withPolicy(viewerPolicy)];
  return createMiddleware<Web>((c, next) => (traitsOf(c).temporalUi ? viewers(c, next) : ours(c, next)));
}

/**
 * Refuses HEAD: it would run what GET runs, but nobody reads the stream or file that GET opens, and nobody has seen
 * the page that GET marks as seen (security.md 26).
 */
export const headStartsNothing = createMiddleware<Web>(async (c, next) => {
  if (c.req.method === 'HEAD') return c.body(null, 405, { Allow: 'GET' });
  await next();
});

/** No caching: pages show what one person may see. */
export const notKept = createMiddleware<Web>(async (c, next) => {
  await next();
  if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store');
  c.header('Vary', 'HX-Request-Type', { append: true });
});
