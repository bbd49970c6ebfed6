/** Answers failed requests with a page (or JSON from the API) in Indonesian, and logs them without secrets. */
import { HTTPException } from 'hono/http-exception';
import { log } from '../config/log.ts';
import { isDatabaseAway } from '../prisma/errors.ts';
import { StorageAway } from '../storage/storage.ts';
import { OutcomeUnknown } from '../tickets/desk.ts';
import type { WebContext } from './context.ts';
import { ChangedSinceDone } from './forms/once.ts';
import { frameOf } from './page/frame.ts';
import { toUnrecorded } from './page/unrecorded.ts';
import { localPath } from './http/local-path.ts';
import { pageAddress } from './http/page-address.ts';
import type { ErrorPage } from './page/pages.ts';
import { Problem } from './http/problems.ts';
import { traitsOf } from './http/traits.ts';
import { renderPage } from './page/render.ts';
import { retryOf } from './retry.ts';
import { keepUnsent } from './unsent.ts';
import { textsTooLong } from './forms/upload.ts';

const headings: Record<Problem['status'] | 500, string> = {
  400: 'Permintaan tidak dapat dibaca',
  401: 'Sesi Anda telah berakhir',
  403: 'Tindakan tidak diizinkan',
  404: 'Tidak ditemukan',
  408: 'Waktu pengiriman habis',
  409: 'Data sudah berubah',
  413: 'Kiriman terlalu besar',
  415: 'Jenis berkas tidak diterima',
  421: 'Alamat tidak dikenal',
  422: 'Isian belum lengkap',
  429: 'Terlalu banyak percobaan',
  500: 'Terjadi kesalahan pada sistem',
  503: 'Layanan sedang tidak dapat dihubungi',
};

/** The answer to a failed request. A fault of ours is logged under the number shown on its page. */
export async function answerFailure(error: Error, c: WebContext): Promise<Response> {
  if (error instanceof ChangedSinceDone)
    return toUnrecorded(c, error.location, c.get('fields') ?? {}).catch((fault: Error) =>
      answerFailure(fault, c),
    );
  const problem = problemOf(error, c);
  const status = problem?.status ?? 500;
  if (status >= 500)
    log.error({ err: error, requestId: c.get('requestId'), path: c.req.path }, 'a request failed');
  if (status === 503) c.header('Retry-After', '5');
  // Otherwise the unread rest of the body would be taken for the connection's next request.
  if (status === 413 || (status === 401 && !reads(c))) c.header('Connection', 'close');
  if (traitsOf(c).json) return c.json({ galat: problem?.message ?? headings[500] }, status);
  if (status === 401) return toSignIn(c, await keptFor(c));
  const data: ErrorPage = {
    status,
    heading: headings[status],
    text:
      problem?.message ?? 'Kesalahan ini ada pada sistem kami dan sudah dicatat. Cobalah beberapa saat lagi.',
    logReference: problem ? null : c.get('requestId'),
    retry: status >= 500 && c.req.method === 'POST' ? await retryOf(c) : null,
  };
  return c.html(renderPage('error', frameOf(c, data.heading), data), status);
}

function problemOf(error: Error, c: WebContext): Problem | null {
  if (error instanceof Problem && error.status !== 503) return error;
  if (error instanceof HTTPException && error.status === 413) return textsTooLong();
  const isAway = error instanceof OutcomeUnknown || error instanceof StorageAway || isDatabaseAway(error);
  if (error instanceof Problem || isAway) return new Problem(503, reads(c) ? unread : unknown);
  return null;
}

const reads = (c: WebContext): boolean => ['GET', 'HEAD'].includes(c.req.method);

const unread = 'Tidak ada yang hilang. Muat ulang halaman ini beberapa saat lagi.';
const unknown =
  'Hasil permintaan Anda belum diketahui. Tunggu sebentar, lalu kirim ulang; permintaan yang sama tidak akan tercatat dua kali.';

/** The log-in that leads back to the typed form; null if the form was not kept. */
const keptFor = (c: WebContext): Promise<string | null> =>
  keepUnsent(c).catch((error: unknown) => {
    log.warn({ err: error, requestId: c.get('requestId'), path: c.req.path }, 'a typed form was not kept');
    return null;
  });

/** Redirects a page to the log-in and back. For a part of a page, tells htmx to do so (contract.md: 401). */
function toSignIn(c: WebContext, kept: string | null): Response {
  const ofPart = c.req.header('hx-request') !== undefined;
  const back = kept ?? (ofPart ? currentPage(c) : pageAddress(c));
  const address = `/masuk?next=${encodeURIComponent(back)}`;
  if (!ofPart && c.req.header('accept')?.includes('text/event-stream') !== true) {
    return c.redirect(address, 303);
  }
  c.header('HX-Redirect', address);
  return c.body(null, 401);
}

/** The page whose part htmx asked for. */
function currentPage(c: WebContext): string {
  const current = c.req.header('hx-current-url') ?? '';
  if (!URL.canParse(current)) return '/';
  const { pathname, search } = new URL(current);
  return localPath(pathname + search);
}
