/** Streams that tell an open page when its contents changed; the page then fetches its parts again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { sees } from '../domain/roles.ts';
import type { Announcement } from '../tickets/announcements.ts';
import type { Web, WebContext } from './context.ts';
import { hold } from './http/held.ts';
import { enterTicket } from './tickets/presence.ts';
import { ticketOf } from './tickets/visible.ts';
import { traits } from './http/traits.ts';

/** A stream ends after this time; the browser reconnects and its session is checked again. */
const longestStream = 5 * 60_000;
const heartbeat = 20_000;
/** Milliseconds within which changes are merged into one. */
const gather = 300;

export const live = new Hono<Web>();

const stream = traits({ automatic: true, long: true });

live.get('/peristiwa', stream, (c) => {
  const account = c.get('account');
  const all = sees(account) === 'all';
  return follow(c, ({ viewers }) => viewers.length > 0 && (all || viewers.includes(account.unitId)), {
    marks: true,
  });
});

live.get('/tiket/:ref/peristiwa', stream, async (c) => {
  const { reference } = await ticketOf(c);
  return follow(c, (changed) => changed.reference === reference, { reference });
});

/** For pages that follow only the header's bell; every other stream follows it too. */
live.get('/pemberitahuan/peristiwa', stream, (c) => follow(c, () => false));

/** For Unduhan: follows this account's exports. */
live.get('/unduhan/peristiwa', stream, (c) => follow(c, () => false, { exports: true }));

interface Also {
  /** The ticket whose page this is; colleagues see that it is open. */
  reference?: string;
  /** Also follows the account's exports. */
  exports?: boolean;
  /** Also reports when something is no longer new to the account. */
  marks?: boolean;
}

function follow(
  c: WebContext,
  concerns: (changed: Announcement) => boolean,
  { reference, exports = false, marks = false }: Also = {},
): Response {
  const { announcements } = c.get('services');
  const { id } = c.get('account');
  const mine = ({ accounts }: { accounts: string[] }): boolean => accounts.includes(id);
  const release = hold(c, 'stream');
  return streamSSE(c, async (stream) => {
    const teller = (event: string) => {
      let pending: NodeJS.Timeout | undefined;
      const tell = (): void => {
        pending ??= setTimeout(() => {
          pending = undefined;
          void stream.writeSSE({ event, data: '' });
        }, gather);
      };
      return { tell, end: () => clearTimeout(pending) };
    };
    const [page, bell] = [teller('berubah'), teller('pemberitahuan')];
    const stops = [
      announcements.subscribe('ticket', (changed) => concerns(changed) && page.tell(), page.tell),
      announcements.subscribe('export', (told) => exports && mine(told) && page.tell(), page.tell),
      announcements.subscribe('look', (told) => marks && mine(told) && page.tell(), page.tell),
      announcements.subscribe('notice', (told) => mine(told) && bell.tell(), bell.tell),
      page.end,
      bell.end,
    ];
    const left = new AbortController();
    const end = (): void => left.abort();
    const over = new Promise<void>((resolve) =>
      left.signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    const longest = setTimeout(end, longestStream);
    stream.onAbort(end);
    if (stream.aborted) end();
    const presence = reference === undefined ? null : await enterTicket(c, reference);
    try {
      while (!left.signal.aborted) {
        // A write to a browser that no longer reads may never finish.
        await Promise.race([stream.write(': \n\n'), over]);
        await presence?.renew();
        await sleep(heartbeat, undefined, { signal: left.signal }).catch(() => undefined);
      }
    } finally {
      clearTimeout(longest);
      for (const stop of stops) stop();
      release();
      await presence?.leave();
    }
  });
}
