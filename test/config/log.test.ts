import pino from 'pino';
import { expect, test } from 'vitest';
import { options, readable } from '../../config/log.ts';

function logged(fields: object): string {
  let line = '';
  pino({ ...options, level: 'info' }, { write: (text) => (line = text) }).info(fields, 'said');
  return line;
}

test('never writes a secret, wherever it is', () => {
  const secret = 'demo-omspan';
  const headers = { cookie: secret, authorization: secret, 'set-cookie': secret };
  const line = logged({
    password: secret,
    form: { passwordCso: secret, subjek: 'Revisi' },
    req: { headers },
  });
  expect(line).not.toContain(secret);
  expect(line).toContain('Revisi');
});

test('a readable line has time, message and fields', () => {
  expect(readable(logged({ reference: 'HAI-531160406' }))).toMatch(
    /^\d\d:\d\d:\d\d INFO said reference=HAI-531160406\n$/,
  );
});

test('shows an error with its stack', () => {
  expect(readable(logged({ err: new Error('gone') }))).toMatch(/said\nError: gone\n +at /);
});
