/** A real SMTP server that answers as a test wishes. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

interface Received {
  from: string;
  to: string[];
  /** Headers and body as received. */
  raw: string;
  /** Whether it arrived encrypted. */
  secure: boolean;
}

type At = 'MAIL' | 'RCPT' | 'DATA' | 'AUTH';

export interface MailServer {
  url: string;
  /** Accepted messages, in order. */
  received: Received[];
  /** Messages read, accepted or not. */
  read: number;
  /** Connections so far. */
  connections: number;
  /** Passwords received so far. */
  loggedIn: number;
  /** Replies with this at this point, the given number of times. */
  refuse(at: At, responseCode: number, times?: number): void;
  /** Behaves normally again. */
  forget(): void;
  /** Reads the whole message and closes the connection without a reply. */
  dropAfterData(times?: number): void;
  /** Reads messages and stays silent until `release`. */
  hold(): void;
  release(): void;
  /** Stops listening; `back` listens again on the same port. */
  away(): Promise<void>;
  back(): Promise<void>;
  close(): Promise<void>;
}

export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const planned: { at: At; responseCode: number; left: number }[] = [];
  let drops = 0;
  let held = Promise.resolve();
  let release = (): void => undefined;
  const answer = (at: At): Error | null => {
    const plan = planned.find((one) => one.at === at && one.left > 0);
    if (!plan) return null;
    plan.left--;
    return Object.assign(new Error('As planned'), { responseCode: plan.responseCode });
  };
  const make = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onConnect: (_session, done) => {
        state.connections++;
        done();
      },
      onAuth: ({ username }, _session, done) => {
        state.loggedIn++;
        const refused = answer('AUTH');
        done(refused, refused ? undefined : { user: username });
      },
      onMailFrom: (_address, _session, done) => done(answer('MAIL')),
      onRcptTo: (_address, _session, done) => done(answer('RCPT')),
      onData: (stream, { envelope, secure }, done) => {
        const cutOff = () => done(new Error('cut off'));
        void text(stream).then(async (raw) => {
          state.read++;
          await held;
          if (drops > 0) {
            drops--;
            for (const connection of server.connections) connection.close();
            return;
          }
          const refused = answer('DATA');
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          const to = envelope.rcptTo.map(({ address }) => address);
          if (!refused) state.received.push({ from, to, raw, secure });
          done(refused);
        }, cutOff);
      },
      ...options,
    });
  let server = make();
  const listen = async (port: number): Promise<number> => {
    const listening = server.listen(port, '127.0.0.1');
    await once(listening, 'listening');
    server.on('error', () => undefined);
    return (listening.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const end = () => new Promise<void>((resolve) => server.close(resolve));
  const state: MailServer = {
    url: `${options.secure ? 'smtps' : 'smtp'}://127.0.0.1:${port}`,
    received: [],
    read: 0,
    connections: 0,
    loggedIn: 0,
    refuse: (at, responseCode, times = 1) => void planned.push({ at, responseCode, left: times }),
    hold: () => void (held = new Promise((resolve) => (release = resolve))),
    release: () => release(),
    forget: () => void (planned.length = 0),
    dropAfterData: (times = 1) => void (drops = times),
    away: end,
    back: async () => {
      server = make();
      await listen(port);
    },
    close: end,
  };
  return state;
}
