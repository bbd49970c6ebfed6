import { Readable } from 'node:stream';
import { isoDay } from '../../domain/dates.ts';
import type { WebContext } from '../context.ts';
import { hold } from './held.ts';
import { Problem } from './problems.ts';

interface File {
  type: string;
  /** The whole header `Content-Disposition`: never shown inline (security.md 20). */
  disposition: string;
  /** Bytes, where they are known. */
  size?: number | null;
}

/**
 * A file to be kept. `open` is called last, and what it opened is closed when nobody reads it to its end.
 *
 * @throws Problem 429 when this session or account has too many downloads open
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
  // The sender left, or was answered that the time is up, while the file was opened.
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

/** `Content-Disposition` of a file of ours: what it is, whose, and the day in the reader's zone: `rekap-tiket-kppn-008-2026-11-28.pdf`. */
export function attachmentNamed(
  c: WebContext,
  what: string,
  format: string,
  { at = new Date(), unitId = c.get('account').unitId } = {},
): string {
  const day = isoDay(at, c.get('account').zone);
  return `attachment; filename="${what}-${unitId.toLowerCase()}-${day}.${format}"`;
}
