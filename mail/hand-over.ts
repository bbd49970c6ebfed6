/** Hands a message to the mail server and reports exactly how far it got. */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import type { Message } from './message.ts';

/** The outcome. `reply` is the server's answer or the connection's error, which may contain the address. */
export type Delivery =
  | { kind: 'sent'; reply: string }
  /** The server permanently rejects this address. */
  | { kind: 'addressRefused'; reply: string }
  /** The server has read the message and rejects it. */
  | { kind: 'messageRefused'; reply: string }
  /** Not handed over, so a retry cannot send it twice. `reason` names neither people nor addresses. */
  | { kind: 'later'; reply: string; reason: string }
  /** The text was sent but no answer came: it may have been delivered. */
  | { kind: 'unknown'; reply: string };

/** Shape of nodemailer's errors. */
interface SmtpError extends Error {
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
}

const second = 1000;
const patience = { dnsTimeout: 10 * second, connectionTimeout: 10 * second, greetingTimeout: 10 * second };

const here = /^(localhost|127\.0\.0\.1|::1)$/;

/**
 * Tries once. Awaits `handingOver` after the server has accepted sender and address and before sending the first byte
 * of the message; if it fails, nothing is sent.
 */
export async function handOver(
  smtpUrl: string,
  { envelope, raw }: Message,
  handingOver: () => Promise<void>,
): Promise<Delivery> {
  const settings = parseConnectionUrl(smtpUrl);
  const connection = new SMTPConnection({
    // Never send a password to another machine unencrypted: an attacker in between may hide STARTTLS.
    requireTLS: settings.auth !== undefined && !here.test(settings.host ?? ''),
    ...settings,
    ...patience,
    socketTimeout: 30 * second,
  });
  // Connection errors arrive as events, at any time.
  const broken = new Promise<never>((_resolve, reject) => connection.on('error', reject));
  broken.catch(() => undefined);
  let handed = false;
  const message = Readable.from(
    (async function* () {
      await handingOver();
      handed = true;
      yield raw;
    })(),
  );
  const step = <T>(run: (done: (error: Error | null | undefined, result?: T) => void) => void): Promise<T> =>
    Promise.race([
      broken,
      new Promise<T>((resolve, reject) =>
        run((error, result) => (error ? reject(error) : resolve(result as T))),
      ),
    ]);
  try {
    await step((done) => connection.connect((error) => done(error)));
    const { auth } = settings;
    if (auth && connection.allowsAuth)
      await step((done) =>
        connection.login({ credentials: { user: auth.user, pass: auth.pass } }, (error) => done(error)),
      );
    const { response } = await step<{ response: string }>((done) => connection.send(envelope, message, done));
    return { kind: 'sent', reply: response };
  } catch (error) {
    return failureOf(error as SmtpError, handed);
  } finally {
    connection.close();
  }
}

function failureOf(error: SmtpError, handed: boolean): Delivery {
  const { code, command, responseCode } = error;
  const reply = error.response ?? error.message;
  const permanent = responseCode !== undefined && responseCode >= 500;
  if (handed && responseCode === undefined) return { kind: 'unknown', reply };
  if (handed && permanent) return { kind: 'messageRefused', reply };
  const ofAddress = command === 'RCPT TO' ? permanent : code === 'EENVELOPE' && command === 'API';
  if (!handed && ofAddress) return { kind: 'addressRefused', reply };
  const reason = [code, command, responseCode].filter((part) => part !== undefined).join(' ');
  return { kind: 'later', reply, reason };
}
