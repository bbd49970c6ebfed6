/** An act on a ticket from its page: who may, what the form holds, done once, and back to the ticket. */
import type { z } from 'zod';
import { formatInstant } from '../../../domain/dates.ts';
import { mayAsk } from '../../../domain/roles.ts';
import { escalationText } from '../../../domain/transition.ts';
import type { TicketEvent } from '../../../prisma/generated/client.ts';
import { ActRefused } from '../../../tickets/desk.ts';
import { eventWithKey } from '../../../tickets/thread.ts';
import type { Fields, WebContext } from '../../context.ts';
import { checkWithFiles } from '../../forms/attached.ts';
import type { Faulty } from '../../forms/attached.ts';
import { readForm, requestKey, typedAgain } from '../../forms/forms.ts';
import { answeredOnce } from '../../forms/once.ts';
import { forbidden } from '../../http/problems.ts';
import { ticketOf } from '../visible.ts';
import { acts } from './acts-offered.ts';
import type { ActName } from './acts-offered.ts';
import { toTicket } from './done.ts';
import { showReturned, showUnsent } from './route.ts';

export interface PageAct<Form> {
  name: ActName;
  form: z.ZodType<Form>;
  /** Of the event that the request becomes. */
  keyOf: (accountId: string, permintaan: string) => string;
  /** Has it done. @returns what is wrong with the form, null once it is done. @throws ActRefused, OutcomeUnknown */
  ask: (form: Form, request: AskedOf) => Promise<Faulty | null>;
}

/** Of which ticket, under which key and until when; with the ids of the files, where there are some. */
export interface AskedOf {
  reference: string;
  permintaan: string;
  key: string;
  deadline: number;
  attachments?: string[];
}

export async function performAct<Form>(c: WebContext, act: PageAct<Form>): Promise<Response> {
  const account = c.get('account');
  const ticket = await ticketOf(c);
  if (!mayAsk(account, ticket, acts[act.name].command)) throw forbidden();
  const fields = await readForm(c);
  const permintaan = requestKey(c, fields);
  const { reference } = ticket;
  const key = act.keyOf(account.id, permintaan);
  const again = { act: act.name, permintaan, typed: typedAgain(fields) };
  const attempt = async (): Promise<Response | null> => {
    const checked = await checkWithFiles(c, act.form, fields);
    const request = { reference, permintaan, key, deadline: c.get('deadline') };
    try {
      const fault = checked.ok ? await act.ask(checked.value, { ...request, ...checked.files }) : checked;
      return fault && (await showReturned(c, ticket, { ...again, ...fault }, fault.status));
    } catch (error) {
      if (!(error instanceof ActRefused)) throw error;
      const message = refusalText(error, account.zone);
      return showReturned(c, await ticketOf(c), { ...again, errors: {}, message }, 409);
    }
  };
  return answeredOnce(
    () => eventWithKey(c.get('services').prisma, reference, key),
    (event) => toOutcome(c, act.name, fields, event),
    attempt,
  );
}

/** Who acted before, where somebody did. */
function refusalText({ refusal }: ActRefused, zone: string): string {
  const { message, by, at } = refusal;
  if (by === null) return message;
  return `${message} Tindakan terakhir oleh ${by}${at === null ? '' : ` pada ${formatInstant(new Date(at), zone)}`}.`;
}

/** The page that says what became of the request, and of a text that was sent again changed. */
async function toOutcome(
  c: WebContext,
  name: ActName,
  fields: Fields,
  event: TicketEvent,
): Promise<Response> {
  const { text } = acts[name];
  const typed = text === null ? '' : (fields[text.field] ?? '');
  const texts = text === null ? [] : [{ label: text.label, text: typed }];
  if (event.kind === 'HAI_REPLY_REFUSED')
    return showUnsent(c, await ticketOf(c), { message: event.body, texts });
  const body = name === 'escalate' ? escalationText(typed) : typed;
  if (typed === '' || body === event.body) return toTicket(c, event.reference, name);
  return showUnsent(c, await ticketOf(c), { message: sentBefore, texts });
}

/** Said of a changed text under a key whose request is done. */
export const sentBefore =
  'Isian ini sudah terkirim dan tercatat sebelumnya; perubahan di bawah ini tidak ikut tercatat. Salin teksnya bila masih diperlukan.';
