/** Passwords of accounts and passwords CSO of officers: argon2id, 19 MiB, two passes, one lane. */
import { hash, verify } from '@node-rs/argon2';

// Argon2id is the library's default; its name is a const enum, which type stripping cannot import.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of forgotten random bytes, at the same cost as hashPassword's. */
const nobody =
  '$argon2id$v=19$m=19456,t=2,p=1$3sgJaKrDu6QyS6j+CCVjnQ$6CaPDeorqC0YxblcB7+u+4yoU5s7TrMqJfga2E/dwaw';

/** Takes about 50 ms of one core. The result contains the salt. */
export function hashPassword(plain: string): Promise<string> {
  return hash(plain, cost);
}

/**
 * Whether this password matches this hash.
 *
 * @throws for an invalid hash.
 */
export function verifyPassword(passwordHash: string, plain: string): Promise<boolean> {
  return verify(passwordHash, plain);
}

/**
 * Always false, at the cost of verifyPassword: unknown and disabled users must take as long as a wrong password
 * (security.md 10).
 */
export async function verifyNothing(plain: string): Promise<false> {
  await verify(nobody, plain);
  return false;
}
