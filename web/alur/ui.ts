/** The Temporal UI behind `/alur/`: requests to it, and its page moved to that path. */
import type { WebContext } from '../context.ts';
import { notFound, Problem } from '../http/problems.ts';

/** Path of its pages and API for supervisors. */
export const viewerBase = '/alur';
/** The script that starts its page; upstream it is inline, but our CSP allows only files. */
const startScript = `${viewerBase}/mulai.js`;

/** Milliseconds for a history that waits for its next event; the UI gives up sooner. */
const longestWait = 65_000;

/** The API path for the UI; routes and checks have left nothing in it that could be parsed differently. */
export const apiPathOf = (c: WebContext): string => c.req.path.slice(viewerBase.length);

interface Asked {
  /** Whether the request waits for the next event of a history. */
  waits?: boolean;
}

/**
 * Fetches from the Temporal UI. Passes on no cookie and no other header of the browser.
 *
 * @param path with its query, below the UI's own base
 * @throws Problem 404 without an address of the UI, 503 when it does not answer
 */
export async function askUi(c: WebContext, path: string, { waits = false }: Asked = {}): Promise<Response> {
  const { temporalUiUrl } = c.get('services').config;
  if (temporalUiUrl === null) throw notFound();
  const patience = waits ? longestWait : c.get('deadline') - Date.now();
  const signal = AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(Math.max(patience, 1))]);
  try {
    return await fetch(temporalUiUrl + path, { signal, redirect: 'error' });
  } catch (error) {
    if (c.req.raw.signal.aborted) throw new Problem(408, 'Permintaan dibatalkan.');
    throw new Problem(503, `Temporal UI tidak menjawab: ${String(error)}`);
  }
}

/** Passes a file of the UI on: body, type and whether it was found, but no other header. */
export function passOn(c: WebContext, answer: Response): Response {
  if (answer.status !== 200) return failed(c, answer);
  c.header('Content-Type', answer.headers.get('content-type') ?? 'application/octet-stream');
  return answer.body === null ? c.body(null) : c.body(answer.body);
}

/** Passes an answer of the API on, without what names our machines. */
export async function passDataOn(c: WebContext, answer: Response): Promise<Response> {
  if (answer.status !== 200) return failed(c, answer);
  return c.json(anonymous(await answer.json()) as object);
}

/** Temporal's own words about a failure can name hosts, queries and other tickets. */
export function failed(c: WebContext, answer: Response): Response {
  void answer.body?.cancel();
  const status = answer.status === 404 ? 404 : answer.status === 400 ? 400 : 502;
  return c.json({ message: 'Temporal tidak dapat menjawab permintaan ini.' }, status);
}

/** Fields in which Temporal tells which process on which machine did something, or where in our code it failed. */
const internals = new Set([
  'identity',
  'lastWorkerIdentity',
  'workerIdentity',
  'binaryChecksum',
  'stackTrace',
  'hostName',
]);

/** Objects whose messages come from our processes and may name an address. */
const failures = new Set(['failure', 'cause', 'lastFailure']);

/** Empties those fields at any depth. */
export function anonymous(data: unknown, within = ''): unknown {
  if (Array.isArray(data)) return data.map((each) => anonymous(each, within));
  if (typeof data !== 'object' || data === null) return data;
  const isSticky = 'kind' in data && data.kind === 'TASK_QUEUE_KIND_STICKY';
  const isInternal = (name: string) =>
    internals.has(name) || (name === 'message' && failures.has(within)) || (isSticky && name === 'name');
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, isInternal(name) ? '' : anonymous(value, name)]),
  );
}

/** The UI's single page, which serves every address, and its start script. */
export async function readUiPage(c: WebContext): Promise<{ page: string; script: string }> {
  const html = await (await askUi(c, '/')).text();
  const base = /base: "([^"]*)"/.exec(html)?.[1] ?? '';
  const moved = html
    .replaceAll(`"${base}/_app/`, `"${viewerBase}/_app/`)
    .replace(`base: "${base}"`, `base: "${viewerBase}"`)
    .replace(
      /<meta http-equiv="content-security-policy"[^>]*>/,
      `<link rel="icon" href="${viewerBase}/favicon.ico">`,
    );
  const [inline = '', script = ''] = /<script>([^]*?)<\/script>/.exec(moved) ?? [];
  return { page: moved.replace(inline, `<script src="${startScript}"></script>`), script };
}
