/** Listens to PostgreSQL for changes and informs the subscribers in this process. */
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { log } from '../config/log.ts';

export interface Announcement {
  reference: string;
  /** Units that may see the ticket. */
  viewers: string[];
}

/** Accounts for which something changed. */
interface Concerned {
  accounts: string[];
}

/** The payload of each PostgreSQL channel. */
interface Channels {
  ticket: Announcement;
  /** A notification was added or read. */
  notice: Concerned;
  /** Something is no longer new to these accounts. */
  look: Concerned;
  export: Concerned;
}

export interface Announcements {
  /** `onGap` is called when announcements may have been missed. @returns a function that unsubscribes */
  subscribe<Channel extends keyof Channels>(
    channel: Channel,
    listener: (told: Channels[Channel]) => void,
    onGap: () => void,
  ): () => void;
  close(): Promise<void>;
}

/** Listens on its own connection, and reconnects after PostgreSQL was down. */
export function listenForAnnouncements(databaseUrl: string): Announcements {
  const emitter = new EventEmitter().setMaxListeners(0);
  let client: pg.Client | null = null;
  let closed = false;

  const running = (async () => {
    for (let failures = 0; !closed; failures++) {
      await listenUntilLost().then(
        () => (failures = 0),
        // One line for an outage, not one for each try.
        (error: unknown) => failures === 0 && log.warn({ err: error }, 'could not listen for ticket changes'),
      );
      if (!closed) await sleep(500, undefined, { ref: false });
    }
  })();

  async function listenUntilLost(): Promise<void> {
    const listening = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: 3000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    client = listening;
    const lost = new Promise<void>((resolve) => listening.once('end', resolve));
    listening.on('error', (error) => log.warn({ err: error }, 'lost the listening connection'));
    listening.on('notification', ({ channel, payload }) =>
      emitter.emit(channel, JSON.parse(payload ?? '{}')),
    );
    // If it is ended while connecting, the client settles only `lost`.
    await Promise.race([listening.connect(), lost]);
    if (closed) return;
    await listening.query('LISTEN ticket; LISTEN notice; LISTEN look; LISTEN export');
    emitter.emit('gap');
    await lost;
  }

  return {
    subscribe(channel, listener, onGap) {
      emitter.on(channel, listener).on('gap', onGap);
      return () => emitter.off(channel, listener).off('gap', onGap);
    },
    async close() {
      closed = true;
      await client?.end().catch(() => undefined);
      await running;
    },
  };
}

/**
 * Calls `look` now, after every change of the ticket and every `patience` milliseconds until it finds something.
 * @returns what it found, or null after `deadline` (epoch milliseconds)
 */
export async function waitFor<T>(
  announcements: Announcements,
  reference: string,
  deadline: number,
  look: () => Promise<T | null>,
  patience = 1000,
): Promise<T | null> {
  let wake = (): void => undefined;
  const stop = announcements.subscribe(
    'ticket',
    (changed) => changed.reference === reference && wake(),
    () => wake(),
  );
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => (wake = resolve));
      const found = await look();
      const left = deadline - Date.now();
      if (found !== null || left <= 0) return found;
      await Promise.race([changed, sleep(Math.min(left, patience))]);
    }
  } finally {
    stop();
  }
}
