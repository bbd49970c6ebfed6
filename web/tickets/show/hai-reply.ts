import { Hono } from 'hono';
import { z } from 'zod';
import { mayReplyForHai } from '../../../domain/roles.ts';
import { ActRefused } from '../../../tickets/desk.ts';
import { replied, replyForHai } from '../../../tickets/hai-reply.ts';
import { checkWithFiles } from '../../forms/attached.ts';
import type { Web } from '../../context.ts';
import { requiredText } from '../../forms/fields.ts';
import { readForm, requestKey, typedAgain } from '../../forms/forms.ts';
import { forbidden } from '../../http/problems.ts';
import { showRefused } from './acts.ts';
import { toTicket } from './done.ts';
import { showReturned } from './route.ts';
import { ticketOf } from '../visible.ts';
import { traits } from '../../http/traits.ts';

/** HAI's reply from its page (specification.md 5). */
export const haiReply = new Hono<Web>();

const form = z.object({ balasan: requiredText('Balasan') });

haiReply.post('/:ref/balasan-hai', traits({ files: true, shownAt: '/tiket/:ref' }), async (c) => {
  const account = c.get('account');
  const ticket = await ticketOf(c);
  if (!mayReplyForHai(account)) throw forbidden();
  const fields = await readForm(c);
  const permintaan = requestKey(c, fields);
  const request = {
    reference: ticket.reference,
    id: `${account.id}:${permintaan}`,
    accountId: account.id,
    deadline: c.get('deadline'),
  };
  const checked = await checkWithFiles(c, form, fields);
  // The same request again has its first outcome, though its files are no longer waiting.
  const before = checked.ok ? null : await replied(c.get('services'), request);
  if (!checked.ok && !before) {
    const { errors, message, status } = checked;
    const typed = typedAgain(fields);
    return showReturned(c, ticket, { act: 'haiReply', permintaan, typed, errors, message }, status);
  }
  try {
    const said = checked.ok ? { body: checked.value.balasan, ...checked.files } : { body: '' };
    await replyForHai(c.get('services'), { ...request, ...said });
  } catch (error) {
    if (error instanceof ActRefused) return showRefused(c, 'haiReply', error);
    throw error;
  }
  return toTicket(c, ticket.reference, 'haiReply');
});
