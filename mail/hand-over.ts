/** Hands a message to the mail server, and says exactly how far it came. */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import type { Message } from './message.ts';

/** What became of a message. `reply` is the server's own words or the connection's fault, which may name the address. */
export type Delivery =
  | { kind: 'sent'; reply: string }
  /** The server will never take mail for this address. */
  | { kind: 'addressRefused'; reply: string }
  /** The server has read the message and will not have it. */
  | { kind: 'messageRefused'; reply: string }
  /** It was not handed over: a later try is no second mail. `reason` names neither people nor addresses. */
  | { kind: 'later'; reply: string; reason: string }
  /** Its text was sent and no answer came: it may have gone out. */
  | { kind: 'unknown'; reply: string };

/** As nodemailer's errors are. */
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
 * Tries once. `handingOver` is awaited after the server has accepted sender and address and before it gets a byte of the
 * message; if it fails, nothing is sent.
 */
export async function handOver(
  smtpUrl: string,
  { envelope, raw }: Message,
  handingOver: () => Promise<void>,
): Promise<Delivery> {
  const settings = parseConnectionUrl(smtpUrl);
  const connection = new SMTPConnection({
    // A password leaves this machine encrypted or not at all: who stands between may hide that STARTTLS is offered.
    requireTLS: settings.auth !== undefined && !here.test(settings.host ?? ''),
    ...settings,
    ...patience,
    socketTimeout: 30 * second,
  });
  // Faults of the connection come as events, at any time.
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
