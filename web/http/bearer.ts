import { createHash, timingSafeEqual } from 'node:crypto';
import type { WebContext } from '../context.ts';

/** Does the request carry this token as its bearer? Without a token of ours nobody's is right. */
export function bears(c: WebContext, token: string | null): boolean {
  const [, given] = /^bearer (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  return token !== null && given !== undefined && sameText(given, token);
}

const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
