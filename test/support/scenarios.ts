/** Lives of tickets with fixed inputs and fixed times, for recorded histories and their golden states. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { WorkerOptions } from '@temporalio/worker';
import { dueAt } from '../../domain/calendar.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { deadlineFrom, watchOf } from '../../domain/deadline.ts';
import { changeKey } from '../../domain/keys.ts';
import { haiAuthor } from '../../domain/ticket.ts';
import type { TicketInput } from '../../domain/ticket.ts';
import { startOptions } from '../../tickets/record.ts';
import type { TicketActivities } from '../../workflows/activities.ts';
import {
  answer,
  calendarChanged,
  complete,
  escalate,
  haiReply,
  recordAgain,
  recorded,
  taskQueue,
} from '../../workflows/messages.ts';
import { ticketState } from '../../workflows/messages.ts';
import type { ticket } from '../../workflows/ticket.ts';
import { goldenOf } from './golden.ts';
import type { Golden, History } from './golden.ts';
import { colleague, inputOf, officer } from './tickets.ts';
import { createTimeSkipping } from './time-skipping.ts';

/** Offsets in the ticket's week: days from the Monday of its recording, hours of WIB. */
interface Life {
  at: (day: number, hour: number) => Date;
  start: (over?: Partial<TicketInput>) => Promise<void>;
  goTo: (day: number, hour: number) => Promise<void>;
  act: (
    update: typeof answer,
    key: string,
    body: string,
    by?: typeof officer,
    files?: string[],
  ) => Promise<void>;
  reply: (id: string, body: string, files?: string[]) => Promise<void>;
  again: (knownSeq: number) => Promise<void>;
  /** Signals the change of this number, after which the calendar has a holiday. */
  change: (id: number) => Promise<void>;
}

const fileId = (n: number): string => `55555555-5555-4555-8555-55555555555${n}`;

export const scenarios: Record<string, (life: Life) => Promise<void>> = {
  answered: async ({ start, goTo, act }) => {
    await start();
    await goTo(1, 10);
    await act(answer, 'answer-1', 'SP2D terbit hari ini.');
  },
  'escalated-replied-completed': async ({ start, goTo, act, reply }) => {
    await start();
    await goTo(1, 10);
    await act(escalate, 'escalate-1', 'Tiket anda telah di eskalasi ke HAI DJPBN');
    await goTo(2, 10);
    await reply('reply-1', 'Silakan coba lagi.');
    await goTo(3, 10);
    await act(complete, 'complete-1', '', colleague);
  },
  breached: async ({ start, goTo, act }) => {
    await start();
    await goTo(4, 9);
    await goTo(7, 18);
    await act(answer, 'answer-1', 'Mohon maaf atas keterlambatan ini.');
  },
  'auto-completed': async ({ start, goTo, act, reply }) => {
    await start();
    await goTo(1, 10);
    await act(escalate, 'escalate-1', 'Tiket anda telah di eskalasi ke HAI DJPBN');
    await goTo(1, 14);
    await reply('reply-1', 'Silakan coba lagi.');
    await goTo(4, 18);
  },
  'on-the-spot': async ({ start }) => {
    await start({
      opensAs: 'RESOLVED',
      answer: 'Sudah dijelaskan di loket.',
      recorder: officer,
      service: null,
    });
  },
  'sent-to-hai': async ({ start, goTo, act, reply }) => {
    await start({ opensAs: 'ESCALATED', recorder: officer, service: null });
    await goTo(1, 10);
    await reply('reply-1', 'Silakan coba lagi.');
    await goTo(2, 10);
    await reply('reply-2', 'Data sudah kami perbaiki.');
    await reply('reply-2', 'Data sudah kami perbaiki.');
    await goTo(3, 10);
    await act(complete, 'complete-1', '');
  },
  'refused-reply': async ({ start, goTo, act, reply }) => {
    await start();
    await goTo(1, 10);
    await reply('reply-1', 'Terlalu dini.');
    await reply('', 'Tanpa id.');
    await goTo(2, 10);
    await act(answer, 'answer-1', 'SP2D terbit hari ini.');
  },
  'opened-in-the-past': async ({ at, start, goTo, act }) => {
    await goTo(9, 9);
    await start({ openedAt: at(0, 9).toISOString() });
    await goTo(9, 10);
    await act(answer, 'answer-1', 'SP2D terbit hari ini.');
  },
  resumed: async ({ at, start, goTo, act, reply }) => {
    const openedAt = at(0, 9).toISOString();
    await goTo(1, 12);
    const recording = inputOf();
    await start({
      openedAt,
      resume: {
        events: [
          { seq: 1, kind: 'RECORDED', at: openedAt, key: 'recording', author: recording.recorder, body: '' },
          { seq: 2, kind: 'ESCALATED', at: at(1, 10).toISOString(), key: 'e', author: officer, body: '' },
          {
            seq: 3,
            kind: 'HAI_REPLIED',
            at: at(1, 11).toISOString(),
            key: 'hai:r',
            author: haiAuthor,
            body: 'Baik.',
          },
        ],
        deadline: deadlineFrom({ warnAt: at(5, 8), dueAt: at(8, 17) }, 'Asia/Jakarta'),
        recordedSeq: 2,
        change: { key: changeKey(3), why: 'Hari libur ditambahkan' },
      },
    });
    await goTo(2, 10);
    await reply('reply-2', 'Tambahan.');
    await goTo(3, 10);
    await act(complete, 'complete-1', '');
  },
  'recorded-again': async ({ start, goTo, act, again }) => {
    await start();
    await goTo(1, 10);
    await act(escalate, 'escalate-1', 'Tiket anda telah di eskalasi ke HAI DJPBN');
    await again(1);
    await again(0);
    await goTo(7, 18);
    await again(3);
  },
  'deadline-moved': async ({ start, goTo, act, reply, change }) => {
    await start();
    await goTo(1, 10);
    await change(1);
    await change(1);
    await act(escalate, 'escalate-1', 'Tiket anda telah di eskalasi ke HAI DJPBN');
    await goTo(2, 10);
    await reply('reply-1', 'Silakan coba lagi.');
    await goTo(3, 10);
    await change(2);
    await act(complete, 'complete-1', '');
  },
  'overdue-then-moved': async ({ start, goTo, act, change }) => {
    await start();
    await goTo(7, 18);
    await change(1);
    await goTo(8, 18);
    await act(answer, 'answer-1', 'Mohon maaf atas keterlambatan ini.');
  },
  'with-files': async ({ start, goTo, act, reply }) => {
    await start({ attachments: [fileId(1), fileId(2)] });
    await goTo(1, 10);
    await act(escalate, 'escalate-1', 'Tiket anda telah di eskalasi ke HAI DJPBN');
    await goTo(2, 10);
    await reply('reply-1', 'Lihat lampiran.', [fileId(3)]);
    await reply('reply-2', 'Lampiran yang bukan lampiran.', ['../3']);
    await goTo(3, 10);
    await act(complete, 'complete-1', '', colleague);
  },
  'answered-with-files': async ({ start, goTo, act }) => {
    await start();
    await goTo(1, 10);
    await act(answer, 'answer-1', 'Terlampir.', officer, [fileId(4)]);
  },
};

export interface Lived {
  name: string;
  history: History;
  golden: Golden;
}

const calendar: Calendar = { zone: 'Asia/Jakarta', hours: [[480, 1020]], periods: [], holidays: new Set() };

/** The fourth day of the ticket's week, the added holiday. */
const withHoliday = (openedAt: string): Calendar => {
  const thursday = new Date(Date.parse(openedAt) + 3 * 24 * 3_600_000 + 7 * 3_600_000);
  return { ...calendar, holidays: new Set([thursday.toISOString().slice(0, 10)]) };
};

/** Like the real ones, with a calendar without holidays and no database. */
const activities: TicketActivities = {
  openTicket: async ({ ticket: { openedAt }, state }) => {
    if (state.deadline) return state.deadline;
    return deadlineFrom(watchOf(new Date(openedAt), 5, calendar), calendar.zone);
  },
  recordEvents: async () => undefined,
  deadlineOf: async ({ openedAt }) =>
    deadlineFrom(watchOf(new Date(openedAt), 5, withHoliday(openedAt)), calendar.zone),
  planCompletion: async ({ repliedAt, notBefore }) => {
    const planned = dueAt(new Date(repliedAt), 3, calendar).toISOString();
    return notBefore !== null && planned < notBefore ? notBefore : planned;
  },
};

/** A distant Monday that every server's time can reach: 09.00 WIB of 2 March 2099. */
const firstMonday = Date.parse('2099-03-02T00:00:00.000+07:00');
const week = 7 * 24 * 3_600_000;
const identity = 'histories';

/** Runs every scenario with this code on one time-skipping server, four weeks apart. */
export async function liveAll(bundle: Pick<WorkerOptions, 'workflowBundle'>): Promise<Lived[]> {
  const env = await createTimeSkipping();
  const client = new Client({ connection: env.connection, namespace: 'default', identity });
  const worker = await Worker.create({
    connection: env.nativeConnection,
    namespace: 'default',
    taskQueue,
    identity,
    activities: { ...activities },
    ...bundle,
  });
  const running = worker.run();
  const lived: Lived[] = [];
  try {
    for (const [index, [name, scenario]] of Object.entries(scenarios).entries()) {
      const monday = firstMonday + index * 4 * week;
      const handle = client.workflow.getHandle<typeof ticket>(`HAI-${index + 1}01090000`);
      const goTo = async (instant: Date) => {
        const left = instant.getTime() - (await env.currentTimeMs());
        if (left > 0) await env.sleep(left);
      };
      await scenario(lifeOf(client, handle, monday, goTo));
      lived.push(await livedBy(name, handle));
    }
  } finally {
    worker.shutdown();
    await running;
    await env.teardown();
  }
  return lived;
}

function lifeOf(
  client: Client,
  handle: WorkflowHandle<typeof ticket>,
  monday: number,
  goTo: (instant: Date) => Promise<void>,
): Life {
  const at = (day: number, hour: number) => new Date(monday + (day * 24 + hour) * 3_600_000);
  let started = false;
  return {
    at,
    start: async (over = {}) => {
      if (!over.openedAt) await goTo(at(0, 9));
      const openedAt = over.openedAt ?? at(0, 9).toISOString();
      const input = inputOf({ reference: handle.workflowId, year: 2099, ...over, openedAt });
      await client.workflow.start('ticket', startOptions(input));
      started = true;
      await handle.executeUpdate(recorded, { updateId: 'recorded' });
      await atRest(handle);
    },
    goTo: async (day, hour) => {
      await goTo(at(day, hour));
      if (started) await atRest(handle);
    },
    act: async (update, key, body, by = officer, files) => {
      const act = { key, author: by, body, ...(files ? { attachments: files } : {}) };
      await handle.executeUpdate(update, { args: [act], updateId: key });
      await atRest(handle);
    },
    reply: async (id, body, files) => {
      const account = officer.accountId ?? '';
      await handle.signal(haiReply, { id, body, ...(files ? { account, attachments: files } : {}) });
      await atRest(handle);
    },
    change: async (id) => {
      const change = { key: changeKey(id), why: 'Hari libur ditambahkan' };
      await handle.signal(calendarChanged, change);
      await atRest(handle);
    },
    again: async (knownSeq) => {
      await handle.signal(recordAgain, knownSeq);
      await atRest(handle);
    },
  };
}

/** Waits until the workflow only waits, so that every run has the same order of steps. */
async function atRest(handle: WorkflowHandle<typeof ticket>): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    const { events } = await handle.fetchHistory();
    const count = (of: RegExp) =>
      (events ?? []).filter((event) => Object.keys(event).some((key) => of.test(key))).length;
    const tasks =
      count(/^workflowTaskScheduledEvent/) - count(/^workflowTask(Completed|Failed|TimedOut)Event/);
    const acts = count(/^activityTaskScheduledEvent/) - count(/^activityTaskCompletedEvent/);
    if (tasks === 0 && acts === 0) return;
    await sleep(10);
  }
  throw new Error(`${handle.workflowId} does not come to rest`);
}

async function livedBy(name: string, handle: WorkflowHandle<typeof ticket>): Promise<Lived> {
  const history = await handle.fetchHistory();
  const state = await handle.query(ticketState);
  const metadata = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return { name, history, golden: goldenOf(history, state, metadata.currentDetails ?? '') };
}
