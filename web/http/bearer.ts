import { createHash, timingSafeEqual } from 'node:crypto';
import type { WebContext } from '../context.ts';

/** Whether the request carries this bearer token; never when none is configured. */
export function bears(c: WebContext, token: string | null): boolean {
  const [, given] = /^bearer (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  return token !== null && given !== undefined && sameText(given, token);
}

const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
