import { createHash, timingSafeEqual } from 'node:crypto';
import type { WebContext } from './context.ts';

/** Does the request carry this token as its bearer? Without a token of ours nobody's is right. */
export function bears(c: WebContext, token: string | null): boolean {
  const [scheme, given] = (c.req.header('authorization') ?? '').split(' ', 2);
  return token !== null && scheme?.toLowerCase() === 'bearer' && sameText(given ?? '', token);
}

const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
