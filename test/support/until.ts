import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Checks every few milliseconds until it finds something.
 * @returns what it found
 * @throws after `within` milliseconds
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  within = 20_000,
): Promise<T> {
  const end = Date.now() + within;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await sleep(20);
  }
}
