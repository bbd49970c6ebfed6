import { parseOptions } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { hashPassword, verifyNothing, verifyPassword } from '../../prisma/password.ts';

test('a password is known again, another is not', async () => {
  const hash = await hashPassword('demo-omspan');
  expect(await verifyPassword(hash, 'demo-omspan')).toBe(true);
  expect(await verifyPassword(hash, 'demo-omspan ')).toBe(false);
  expect(await verifyPassword(hash, '')).toBe(false);
});

test('the same password never has the same hash', async () => {
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

test('nobody’s password is never right, and takes as long to refuse', async () => {
  const hash = await hashPassword('demo-omspan');
  expect(await verifyNothing('demo-omspan')).toBe(false);
  const fastest = async (verify: () => Promise<boolean>) => {
    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      const started = performance.now();
      await verify();
      times.push(performance.now() - started);
    }
    return Math.min(...times);
  };
  const ratio =
    (await fastest(() => verifyNothing('wrong'))) / (await fastest(() => verifyPassword(hash, 'wrong')));
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});
