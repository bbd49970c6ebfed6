import { Readable } from 'node:stream';
import type { WebContext } from '../context.ts';

/** An answer that is kept as a file and never shown; the name is ours, in plain letters (security.md 20). */
export function download(c: WebContext, content: Readable, type: string, name: string): Response {
  c.header('Content-Type', type);
  c.header('Content-Disposition', `attachment; filename="${name}"`);
  return c.body(Readable.toWeb(content) as ReadableStream);
}
