import { Hono } from 'hono';
import { z } from 'zod';
import { mayReplyForHai } from '../domain/roles.ts';
import { ActRefused } from '../tickets/desk.ts';
import { replyForHai } from '../tickets/hai-reply.ts';
import type { Web } from './context.ts';
import { requiredText } from './fields.ts';
import { check, fillAll, readForm, requestKey, typedAgain } from './forms.ts';
import { toTicket } from './frame.ts';
import { forbidden } from './problems.ts';
import { showRefused } from './ticket-acts.ts';
import { showReturned } from './ticket-show.ts';
import { ticketOf } from './visible.ts';

/** HAI's reply from its page (spec.md section 5). */
export const haiReply = new Hono<Web>();

const form = z.object({ balasan: requiredText('Balasan') });

haiReply.post('/:ref/balasan-hai', async (c) => {
  const account = c.get('account');
  const ticket = await ticketOf(c);
  if (!mayReplyForHai(account)) throw forbidden();
  const fields = await readForm(c);
  const permintaan = requestKey(c, fields);
  const checked = check(form, fields);
  if (!checked.ok) {
    const returned = {
      act: 'haiReply' as const,
      permintaan,
      typed: typedAgain(fields),
      errors: checked.errors,
    };
    return showReturned(c, ticket, { ...returned, message: fillAll }, 422);
  }
  try {
    await replyForHai(c.get('services'), {
      reference: ticket.reference,
      id: `${account.id}:${permintaan}`,
      body: checked.value.balasan,
      accountId: account.id,
      deadline: c.get('deadline'),
    });
  } catch (error) {
    if (error instanceof ActRefused) return showRefused(c, 'haiReply', error);
    throw error;
  }
  return toTicket(c, ticket.reference);
});
