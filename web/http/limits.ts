/** Limits password attempts; PostgreSQL counts them across all web processes (security.md 11). */
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type pg from 'pg';

const window = 15 * 60;

export interface Limits {
  /**
   * Counts an attempt, from an address, at the password of the account found for the typed name.
   * @throws TooManyTries
   */
  signIn(found: Found, typed: string, address: string): Promise<Try>;
  /** Counts an attempt, by an account, at the password CSO of the officer found. @throws TooManyTries */
  officer(found: Found, accountId: string): Promise<Try>;
  /** Counts a form kept for a session that has ended. @throws TooManyTries */
  unsent(tokenHash: string): Promise<void>;
}

/**
 * The row that a typed name or id led to. Limits count by row, since people can type its name in many ways
 * (security.md 24).
 */
type Found = { id: string } | null;

/** `succeeded` resets the attempts before it. */
interface Try {
  succeeded(): Promise<void>;
}

export class TooManyTries extends Error {
  override name = 'TooManyTries';
  /** Whole minutes, at least one. */
  readonly minutes: number;

  constructor(milliseconds: number) {
    super('too many tries');
    this.minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  }
}

/**
 * Within a quarter of an hour: 10 attempts for a name from one address; 100 for a name from anywhere, so that many
 * addresses cannot keep guessing and no single one locks the owner out; 300 wrong ones from one address, so that
 * nobody tries one password on all names while an office behind one address still gets in. Successes do not count.
 */
export function createLimits(pool: pg.Pool): Limits {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix,
      points,
      duration: window,
    });
  const person = limiter('masuk', 10);
  const name = limiter('nama', 100);
  const address = limiter('alamat', 300);
  const officer = limiter('petugas', 10);
  const unsent = limiter('isian', 20);
  return {
    async signIn(found, typed, from) {
      const key = found?.id ?? (await unknownName(pool, typed));
      await consume(person, `${key}:${from}`);
      // Counted before the password is verified, or many attempts at once would all pass.
      await Promise.all([consume(name, key), consume(address, from)]);
      return {
        async succeeded() {
          await Promise.all([person.delete(`${key}:${from}`), name.reward(key), address.reward(from)]);
        },
      };
    },
    async officer(found, accountId) {
      const key = `${found?.id ?? 'unknown'}:${accountId}`;
      await consume(officer, key);
      return { succeeded: async () => void (await officer.delete(key)) };
    },
    unsent: (tokenHash) => consume(unsent, tokenHash),
  };
}

/**
 * Counts names that nobody has as well, or the limit would tell which names exist. The database compares names, so it
 * also decides which ones are the same but for their letter case.
 */
async function unknownName(pool: pg.Pool, typed: string): Promise<string> {
  const { rows } = await pool.query<{ key: string }>(
    `SELECT '? ' || encode(sha256(convert_to(lower($1), 'UTF8')), 'hex') AS key`,
    [typed],
  );
  return rows[0]?.key ?? '?';
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (error instanceof RateLimiterRes) throw new TooManyTries(error.msBeforeNext);
    throw error;
  }
}
