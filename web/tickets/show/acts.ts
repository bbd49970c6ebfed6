/** Answer, escalate, complete: signed by an officer of the handling unit (specification.md 1 and 5). */
import { Hono } from 'hono';
import { z } from 'zod';
import { mayHandle } from '../../../domain/roles.ts';
import { formatInstant } from '../../../domain/dates.ts';
import { answerTicket, completeTicket, escalateTicket, happened } from '../../../tickets/act.ts';
import type { ActRequest } from '../../../tickets/act.ts';
import { ActRefused } from '../../../tickets/desk.ts';
import type { Desk } from '../../../tickets/desk.ts';
import { checkWithFiles } from '../../forms/attached.ts';
import type { Web, WebContext } from '../../context.ts';
import { officerId, officerPassword, optionalText, requiredText } from '../../forms/fields.ts';
import { readForm, requestKey, typedAgain } from '../../forms/forms.ts';
import { signatureOf } from '../officers.ts';
import { forbidden } from '../../http/problems.ts';
import { toTicket } from './done.ts';
import { showReturned } from './route.ts';
import type { ActName } from './data.ts';
import { ticketOf } from '../visible.ts';
import { traits } from '../../http/traits.ts';

export const ticketActs = new Hono<Web>();

const signed = { petugas: officerId, passwordCso: officerPassword };
// In the order of the page, which is that of what is said to be wrong.
const answerForm = z.object({ jawaban: requiredText('Jawaban'), ...signed });
const escalateForm = z.object({ catatan: optionalText('Catatan'), ...signed });
const completeForm = z.object(signed);

ticketActs.post('/:ref/jawaban', traits({ files: true, shownAt: '/tiket/:ref' }), (c) =>
  performSigned(c, 'answer', answerForm, (form) => form.jawaban, answerTicket),
);
ticketActs.post('/:ref/eskalasi', traits({ shownAt: '/tiket/:ref' }), (c) =>
  performSigned(c, 'escalate', escalateForm, (form) => form.catatan, escalateTicket),
);
ticketActs.post('/:ref/penyelesaian', traits({ shownAt: '/tiket/:ref' }), (c) =>
  performSigned(c, 'complete', completeForm, () => '', completeTicket),
);

type Signed = { petugas: string; passwordCso: string };

async function performSigned<Form extends Signed>(
  c: WebContext,
  act: ActName,
  schema: z.ZodType<Form>,
  bodyOf: (form: Form) => string,
  perform: (desk: Desk, request: ActRequest) => Promise<void>,
): Promise<Response> {
  const account = c.get('account');
  const ticket = await ticketOf(c);
  if (!mayHandle(account, ticket)) throw forbidden();
  const fields = await readForm(c);
  const permintaan = requestKey(c, fields);
  const typed = typedAgain(fields);
  const key = `${act}:${account.id}:${permintaan}`;
  // Whatever has changed since, the same request has its first outcome.
  if (await happened(c.get('services'), ticket.reference, key)) return toTicket(c, ticket.reference, act);
  const checked = await checkWithFiles(c, schema, fields);
  if (!checked.ok) {
    // The same request, sent twice at once: the other one has just taken the files.
    if (await happened(c.get('services'), ticket.reference, key)) return toTicket(c, ticket.reference, act);
    const { errors, message, status } = checked;
    return showReturned(c, ticket, { act, permintaan, typed, errors, message }, status);
  }
  const { petugas, passwordCso } = checked.value;
  const signature = await signatureOf(c, petugas, passwordCso);
  if (!signature.ok) {
    const { errors, status } = signature;
    return showReturned(c, ticket, { act, permintaan, typed, errors, message: null }, status);
  }
  const { officer } = signature;
  try {
    await perform(c.get('services'), {
      reference: ticket.reference,
      key,
      author: { name: officer.name, unitId: account.unitId, accountId: account.id, officerId: officer.id },
      body: bodyOf(checked.value),
      ...checked.files,
      deadline: c.get('deadline'),
    });
  } catch (error) {
    if (!(error instanceof ActRefused)) throw error;
    return showRefused(c, act, error);
  }
  return toTicket(c, ticket.reference, act);
}

/** The page as it is now, who acted before, and what was typed. */
export async function showRefused(c: WebContext, act: ActName, { refusal }: ActRefused): Promise<Response> {
  const fields = await readForm(c);
  const { zone } = c.get('account');
  const who = refusal.by === null ? '' : ` Tindakan terakhir oleh ${refusal.by}`;
  const when = refusal.at === null ? '' : ` pada ${formatInstant(new Date(refusal.at), zone)}`;
  const message = `${refusal.message}${who}${when}${who ? '.' : ''}`;
  const returned = { act, permintaan: requestKey(c, fields), typed: typedAgain(fields), errors: {}, message };
  return showReturned(c, await ticketOf(c), returned, 409);
}
