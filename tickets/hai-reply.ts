import { haiReplyKey } from '../domain/keys.ts';
import { haiReply } from '../workflows/messages.ts';
import type { Announcements } from './announcements.ts';
import { waitFor } from './announcements.ts';
import { ActRefused, OutcomeUnknown } from './desk.ts';
import type { Desk } from './desk.ts';
import { measured } from './measured.ts';
import { send } from './send.ts';
import { appliedOnce, eventWithKey, recordedRefusal } from './thread.ts';

export interface HaiReplyRequest {
  reference: string;
  /** Tells a repeated reply from a new one. */
  id: string;
  body: string;
  /** Ids of files that the account sent; absent when there are none. */
  attachments?: string[];
  /** The account that typed it on HAI's page; null from the API. */
  accountId: string | null;
  /** Epoch milliseconds. */
  deadline: number;
}

/**
 * Sends HAI's reply as the workflow's signal and waits for the outcome. A repeated id returns the first outcome.
 * @returns the recorded text
 * @throws ActRefused, OutcomeUnknown
 */
export const replyForHai = (
  desk: Desk & { announcements: Announcements },
  request: HaiReplyRequest,
): Promise<string> => measured('haiReply', () => sendReply(desk, request));

async function sendReply(
  desk: Desk & { announcements: Announcements },
  request: HaiReplyRequest,
): Promise<string> {
  const { prisma, client, announcements } = desk;
  const { reference, id, body, accountId, attachments, deadline } = request;
  const key = haiReplyKey(id);
  const outcome = () => eventWithKey(prisma, reference, key);
  const account = accountId === null ? {} : { account: accountId };
  const payload = { id, body, ...account, ...(attachments ? { attachments } : {}) };
  if (!(await outcome()))
    await appliedOnce(prisma, { reference, key }, async () => {
      await refuseUnlessEscalated(desk, reference);
      await send(desk, reference, deadline, () =>
        client.workflow.getHandle(reference).signal(haiReply, payload),
      );
    });
  const event = await waitFor(announcements, reference, deadline, outcome);
  if (!event) throw new OutcomeUnknown(`the reply to ${reference} was sent and is not recorded yet`);
  if (event.kind === 'HAI_REPLY_REFUSED') throw new ActRefused({ message: event.body, by: null, at: null });
  return event.body;
}

/** A signal can't be refused, so send none that is certain to fail; the workflow has the last word. */
async function refuseUnlessEscalated({ prisma }: Desk, reference: string): Promise<void> {
  const refusal = await recordedRefusal(prisma, reference, 'HAI_REPLIED');
  if (refusal) throw new ActRefused(refusal);
}
