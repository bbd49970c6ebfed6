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

/** Accounts that have been told of something, or have read or seen it. */
export interface Noticed {
  accounts: string[];
}

type Listener = (announcement: Announcement) => void;

export interface Announcements {
  /** @returns how to stop hearing. `onGap` is called when announcements may have been missed. */
  subscribe(listener: Listener, onGap: () => void): () => void;
  /** The same for notifications. */
  subscribeNotices(listener: (noticed: Noticed) => void, onGap: () => void): () => void;
  /** The same for what is no longer new to these accounts. */
  subscribeLooks(listener: (looked: Noticed) => void, onGap: () => void): () => void;
  /** The same for exports, by their accounts. */
  subscribeExports(listener: (changed: Noticed) => void, onGap: () => void): () => void;
  close(): Promise<void>;
}

/** PostgreSQL's channels; a ticket's is `changed`. */
const eventOf: Record<string, string> = { notice: 'noticed', look: 'looked', export: 'exported' };

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
      emitter.emit(eventOf[channel] ?? 'changed', JSON.parse(payload ?? '{}')),
    );
    // Ended while it connects, the client settles nothing but `lost`.
    await Promise.race([listening.connect(), lost]);
    if (closed) return;
    await listening.query('LISTEN ticket; LISTEN notice; LISTEN look; LISTEN export');
    emitter.emit('gap');
    await lost;
  }

  return {
    subscribe(listener, onGap) {
      emitter.on('changed', listener).on('gap', onGap);
      return () => emitter.off('changed', listener).off('gap', onGap);
    },
    subscribeNotices(listener, onGap) {
      emitter.on('noticed', listener).on('gap', onGap);
      return () => emitter.off('noticed', listener).off('gap', onGap);
    },
    subscribeLooks(listener, onGap) {
      emitter.on('looked', listener).on('gap', onGap);
      return () => emitter.off('looked', listener).off('gap', onGap);
    },
    subscribeExports(listener, onGap) {
      emitter.on('exported', listener).on('gap', onGap);
      return () => emitter.off('exported', listener).off('gap', onGap);
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
