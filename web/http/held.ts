/** Limits the long-lasting answers that one session and one account may have open in this process (security.md 26). */
import type { Account, WebContext } from '../context.ts';
import { Problem } from './problems.ts';

/** Several officers of an office share an account, each with some pages open. */
const most = {
  stream: { session: 20, account: 200 },
  download: { session: 8, account: 40 },
  upload: { session: 6, account: 40 },
};

const open = new Map<string, number>();

/**
 * Takes one of the places of a session, by default the request's own, and of its account.
 * @returns a function that gives it back, safe to call repeatedly
 * @throws Problem 429 if none is free
 */
export function hold(
  c: WebContext,
  kind: keyof typeof most,
  { id, tokenHash }: Pick<Account, 'id' | 'tokenHash'> = c.get('account'),
): () => void {
  const places = [
    { key: `${kind} ${tokenHash}`, limit: most[kind].session },
    { key: `${kind} ${id}`, limit: most[kind].account },
  ];
  if (places.some(({ key, limit }) => (open.get(key) ?? 0) >= limit)) throw new Problem(429, tooMany[kind]);
  for (const { key } of places) open.set(key, (open.get(key) ?? 0) + 1);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    for (const { key } of places) {
      const left = (open.get(key) ?? 1) - 1;
      if (left === 0) open.delete(key);
      else open.set(key, left);
    }
  };
}

/** The answers open now, for measurements and tests. */
export const heldNow = (): number => [...open.values()].reduce((sum, count) => sum + count, 0) / 2;

const tooMany = {
  stream: 'Terlalu banyak halaman terbuka sekaligus. Tutup beberapa di antaranya, lalu muat ulang.',
  download: 'Terlalu banyak unduhan sekaligus. Tunggu sampai salah satunya selesai, lalu coba lagi.',
  upload: 'Terlalu banyak unggahan sekaligus. Tunggu sampai salah satunya selesai, lalu coba lagi.',
};
