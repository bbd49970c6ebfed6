/** The Temporal UI behind `/alur/`: what is asked of it, and its page moved to that path. */
import type { WebContext } from '../context.ts';
import { notFound, Problem } from '../http/problems.ts';

/** Where its pages and its API are for supervisors. */
export const viewerBase = '/alur';
/** The script that starts its page, which stands in the page itself upstream: our policy allows files alone. */
const startScript = `${viewerBase}/mulai.js`;

/** Milliseconds for a history that waits for its next event; upstream ends sooner. */
const longestWait = 65_000;

/** The path of a request to the API as the UI knows it; routes and checks have left nothing in it to be read in another way. */
export const apiPathOf = (c: WebContext): string => c.req.path.slice(viewerBase.length);

interface Asked {
  /** The history may wait for the next event. */
  waits?: boolean;
}

/**
 * What the Temporal UI answers. No cookie and no other header of the browser's is passed on.
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

/** Passes an answer on: its body, its type and whether it was found, and none of its other headers. */
export function passOn(c: WebContext, answer: Response): Response {
  c.header('Content-Type', answer.headers.get('content-type') ?? 'application/octet-stream');
  const known = [200, 400, 404] as const;
  c.status(known.find((status) => status === answer.status) ?? 502);
  return answer.body === null ? c.body(null) : c.body(answer.body);
}

/** The one page of the UI, which shows every address, and the script that starts it. */
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
