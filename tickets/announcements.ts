/** Hears from PostgreSQL which ticket changed, and tells whoever in this process waits for it. */
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

/** What each of PostgreSQL's channels tells. */
interface Channels {
  ticket: Announcement;
  /** Notifications that are new, or were read. */
  notice: Concerned;
  /** What is no longer new to these accounts. */
  look: Concerned;
  export: Concerned;
}

export interface Announcements {
  /** @returns how to stop hearing. `onGap` is called when announcements may have been missed. */
  subscribe<Channel extends keyof Channels>(
    channel: Channel,
    listener: (told: Channels[Channel]) => void,
    onGap: () => void,
  ): () => void;
  close(): Promise<void>;
}

/** Listens on a connection of its own, and again after PostgreSQL was away. */
export function listenForAnnouncements(databaseUrl: string): Announcements {
  const emitter = new EventEmitter().setMaxListeners(0);
  let client: pg.Client | null = null;
  let closed = false;

  const running = (async () => {
    for (let failures = 0; !closed; failures++) {
      await listenUntilLost().then(
        () => (failures = 0),
        // One line for an outage, not one for each try.
        (error: unknown) => failures === 0 && log.warn({ err: error }, 'not hearing of ticket changes'),
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
    listening.on('error', (error) => log.warn({ err: error }, 'the listening connection was lost'));
    listening.on('notification', ({ channel, payload }) =>
      emitter.emit(channel, JSON.parse(payload ?? '{}')),
    );
    // Ended while it connects, the client settles nothing but `lost`.
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
 * Asks `look` now and after every change of the ticket until it finds something, and every `patience` milliseconds whatever it heard.
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
