import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, test } from 'vitest';
import { handOver } from '../../mail/hand-over.ts';
import { messageOf } from '../../mail/message.ts';
import { keptMail } from '../support/outgoing.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';

let server: MailServer;
beforeEach(async () => void (server = await startMailServer()));
afterEach(() => server.close());

const post = {
  id: 'HAI-531160406.2.penanya',
  address: 'penanya@satker-527010.example.id',
  subject: '[HAI-531160406] SP2D belum terbit',
  text: 'Isi surat.\n.\nSetelah titik.',
  html: '<p>Isi surat.</p>',
  reference: 'HAI-531160406',
  createdAt: new Date('2026-05-31T09:04:06.000Z'),
};

/** Hands the message over. @returns the outcome, and whether the attempt was recorded first */
async function send(url = server.url, over: Partial<typeof post> = {}) {
  let warned = 0;
  const message = await messageOf({ ...post, ...over }, keptMail.sender);
  const delivery = await handOver(url, message, async () => void warned++);
  return { ...delivery, warned };
}

it('hands a message over once, and reports the attempt before the server reads any of it', async () => {
  let readBefore = -1;
  const message = await messageOf(post, keptMail.sender);
  const delivery = await handOver(server.url, message, async () => void (readBefore = server.read));
  expect([delivery.kind, readBefore, server.received.length]).toEqual(['sent', 0, 1]);
  expect(server.received[0]).toMatchObject({
    from: 'noreply@cso.example.id',
    to: ['penanya@satker-527010.example.id'],
  });
});

test.each<[Parameters<MailServer['refuse']>[0], number, string, number]>([
  ['MAIL', 451, 'later', 0],
  ['MAIL', 553, 'later', 0],
  ['RCPT', 450, 'later', 0],
  ['RCPT', 550, 'addressRefused', 0],
  ['DATA', 451, 'later', 1],
  ['DATA', 554, 'messageRefused', 1],
])('%s answered by %i is %s', async (at, code, kind, warned) => {
  server.refuse(at, code);
  expect(await send()).toMatchObject({ kind, warned });
  expect(server.received).toEqual([]);
});

it('does not know the outcome if the connection is lost after the message', async () => {
  server.dropAfterData();
  expect(await send()).toMatchObject({ kind: 'unknown', warned: 1 });
  expect(server.read).toBe(1);
});

it('retries later when no server listens', async () => {
  await server.away();
  expect(await send()).toMatchObject({ kind: 'later', warned: 0, reason: 'ESOCKET CONN' });
  await server.back();
});

it('sends nothing if the attempt cannot be recorded first', async () => {
  const message = await messageOf(post, keptMail.sender);
  const refused = async () => Promise.reject(new Error('the database is away'));
  expect(await handOver(server.url, message, refused)).toMatchObject({ kind: 'later' });
  expect([server.read, server.received]).toEqual([0, []]);
});

describe('with a password', () => {
  const withPassword = () => server.url.replace('//', '//cso:rahasia@');

  it('logs in', async () => {
    expect((await send(withPassword())).kind).toBe('sent');
  });

  it('retries later when the password is refused, and gives a reason without it', async () => {
    server.refuse('AUTH', 535);
    const delivery = await send(withPassword());
    expect(delivery).toMatchObject({ kind: 'later', warned: 0 });
    expect(JSON.stringify(delivery)).not.toContain('rahasia');
  });
});

describe('encrypted', () => {
  /** Its certificate is self-signed. */
  const start = async (options: SMTPServerOptions) => {
    const encrypted = await startMailServer(options);
    onTestFinished(() => encrypted.close());
    return encrypted;
  };
  const starttls = { disabledCommands: [] };

  test.each<[string, SMTPServerOptions]>([
    ['from the first byte', { secure: true }],
    ['by STARTTLS where it is offered', starttls],
  ])('%s, to a server that is who it says', async (_, options) => {
    const encrypted = await start(options);
    expect(await send(encrypted.url)).toMatchObject({ kind: 'later', warned: 0 });
    expect(encrypted.read).toBe(0);
    const trusting = `${encrypted.url.replace('//', '//cso:rahasia@')}?tls.rejectUnauthorized=false`;
    expect((await send(trusting)).kind).toBe('sent');
    expect(encrypted.received).toMatchObject([{ secure: true }]);
  });

  it('is how a password goes to another machine, or not at all', async () => {
    // This machine, by an address that does not look local.
    const elsewhere = (url: string) => url.replace('//127.0.0.1', '//cso:rahasia@0.0.0.0');
    const delivery = await send(elsewhere(server.url));
    expect(delivery).toMatchObject({ kind: 'later', warned: 0 });
    expect([server.connections, server.loggedIn, server.read]).toEqual([1, 0, 0]);
    const encrypted = await start(starttls);
    expect((await send(`${elsewhere(encrypted.url)}?tls.rejectUnauthorized=false`)).kind).toBe('sent');
    expect(encrypted.loggedIn).toBe(1);
  });
});

test.each(['penanya@tempat-lain', 'a>b@example.id', 'x\r\nRCPT TO:<lain@example.id>@example.id'])(
  'never sends SMTP commands in an address: %j',
  async (address) => {
    await send(server.url, { address });
    expect(server.received.flatMap(({ to }) => to)).not.toContain('lain@example.id');
  },
);
