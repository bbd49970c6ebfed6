import { parseOptions, verify } from '@node-rs/argon2';
import { expect, test, vi } from 'vitest';
import { hashPassword, verifyNothing, verifyPassword } from '../../prisma/password.ts';

// The real library with counted calls, because times on a busy machine prove nothing.
vi.mock(import('@node-rs/argon2'), async (original) => {
  const real = await original();
  return { ...real, verify: vi.fn(real.verify) };
});

test('a password matches its hash, another one does not', async () => {
  const hash = await hashPassword('demo-omspan');
  expect(await verifyPassword(hash, 'demo-omspan')).toBe(true);
  expect(await verifyPassword(hash, 'demo-omspan ')).toBe(false);
  expect(await verifyPassword(hash, '')).toBe(false);
});

test('the same password never has the same hash twice', async () => {
  expect(await hashPassword('demo-cso')).not.toBe(await hashPassword('demo-cso'));
});

test('hashes are argon2id at the cost of decision', async () => {
  expect(await hashPassword('x')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(parseOptions(await hashPassword('x'))).toMatchObject({
    memoryCost: 19_456,
    timeCost: 2,
    parallelism: 1,
  });
});

test('nobody’s password never matches, at the same cost', async () => {
  const mine = await hashPassword('demo-omspan');
  vi.mocked(verify).mockClear();
  expect(await verifyPassword(mine, 'salah')).toBe(false);
  expect(await verifyNothing('salah')).toBe(false);
  const hashes = vi.mocked(verify).mock.calls.map(([hash]) => String(hash));
  const costs = hashes.map((hash) => {
    const { memoryCost, timeCost, parallelism } = parseOptions(hash);
    return { memoryCost, timeCost, parallelism };
  });
  expect(costs).toHaveLength(2);
  expect(costs[1]).toEqual(costs[0]);
});
