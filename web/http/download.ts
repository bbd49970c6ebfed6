import { Readable } from 'node:stream';
import { isoDay } from '../../domain/dates.ts';
import type { WebContext } from '../context.ts';
import { hold } from './held.ts';
import { Problem } from './problems.ts';

interface File {
  type: string;
  /** The `Content-Disposition` header: never inline (security.md 20). */
  disposition: string;
  /** Bytes, if known. */
  size?: number | null;
}

/**
 * A file for download. `open` is called last, and what it opens is closed if the reader leaves.
 * @throws Problem 429 if this session or account has too many downloads open
 */
export async function download(
  c: WebContext,
  { type, disposition, size = null }: File,
  open: () => Promise<Readable> | Readable,
): Promise<Response> {
  const release = hold(c, 'download');
  let content: Readable;
  try {
    content = await open();
  } catch (error) {
    release();
    throw error;
  }
  content.once('close', release);
  const { signal } = c.req.raw;
  // Meanwhile the sender left, or its time ran out.
  if (signal.aborted || c.finalized) {
    content.destroy();
    throw new Problem(408, 'Unduhan dibatalkan.');
  }
  signal.addEventListener('abort', () => content.destroy(), { once: true });
  c.header('Content-Type', type);
  c.header('Content-Disposition', disposition);
  if (size !== null) c.header('Content-Length', String(size));
  return c.body(Readable.toWeb(content) as ReadableStream);
}

/**
 * The `Content-Disposition` of our own file: its kind, its owner, and the day in the reader's zone:
 * `rekap-tiket-kppn-008-2026-11-28.pdf`.
 */
export function attachmentNamed(
  c: WebContext,
  what: string,
  format: string,
  { at = new Date(), unitId = c.get('account').unitId } = {},
): string {
  const day = isoDay(at, c.get('account').zone);
  return `attachment; filename="${what}-${unitId.toLowerCase()}-${day}.${format}"`;
}
