/** An act on a ticket from its page: authorise, check the form, perform it once, return to the ticket. */
import type { z } from 'zod';
import { formatInstant } from '../../../domain/dates.ts';
import type { CommandKind } from '../../../domain/moves.ts';
import { mayAsk } from '../../../domain/roles.ts';
import { escalationText } from '../../../domain/transition.ts';
import type { TicketEvent } from '../../../prisma/generated/client.ts';
import { ActRefused } from '../../../tickets/desk.ts';
import { waitFor } from '../../../tickets/announcements.ts';
import { eventWithKey, recordedRefusal } from '../../../tickets/thread.ts';
import type { Fields, WebContext } from '../../context.ts';
import { checkWithFiles } from '../../forms/attached.ts';
import type { Faulty } from '../../forms/attached.ts';
import { releaseRefused } from '../../forms/claim.ts';
import { readForm, requestKey, typedAgain } from '../../forms/forms.ts';
import { textsOf } from '../../forms/labels.ts';
import { answeredOnce } from '../../forms/once.ts';
import { forbidden } from '../../http/problems.ts';
import { ticketOf } from '../visible.ts';
import { acts } from './acts-offered.ts';
import type { ActName } from './acts-offered.ts';
import { toTicket } from './done.ts';
import { showReturned, showUnsent } from './route.ts';

interface PageAct<Form> {
  name: ActName;
  form: z.ZodType<Form>;
  /** The key of the event that the request creates. */
  keyOf: (accountId: string, permintaan: string) => string;
  /** Performs the act. @returns what is wrong with the form, or null when done @throws ActRefused, OutcomeUnknown */
  ask: (form: Form, request: AskedOf) => Promise<Faulty | null>;
}

/** `attachments` is absent when there are none. */
interface AskedOf {
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
      releaseRefused(c, fields);
      // A refusal of the request itself names no act to wait for.
      if (error.refusal.at !== null) await untilRecorded(c, reference, acts[act.name].command);
      const unsent = { message: refusalText(error, account.zone), texts: textsOf(textIn(act.name, fields)) };
      return showUnsent(c, await ticketOf(c), unsent);
    }
  };
  return answeredOnce(
    () => eventWithKey(c.get('services').prisma, reference, key),
    (event) => toOutcome(c, act.name, fields, event),
    attempt,
  );
}

/** Milliseconds within which the database catches up with a healthy workflow. */
const follows = 2000;

/**
 * Waits for the act that was faster: the workflow refuses before the database has it, and until then the page would
 * still offer the refused act.
 */
async function untilRecorded(c: WebContext, reference: string, command: CommandKind): Promise<void> {
  const { prisma, announcements } = c.get('services');
  const refused = () => recordedRefusal(prisma, reference, command);
  await waitFor(announcements, reference, Math.min(Date.now() + follows, c.get('deadline')), refused);
}

/** The typed text of this act, under its field's name. */
function textIn(name: ActName, fields: Fields): Fields {
  const { text } = acts[name];
  return text === null ? {} : { [text]: fields[text] ?? '' };
}

/** Adds who acted first, if somebody did. */
function refusalText({ refusal }: ActRefused, zone: string): string {
  const { message, by, at } = refusal;
  if (by === null) return message;
  return `${message} Tindakan terakhir oleh ${by}${at === null ? '' : ` pada ${formatInstant(new Date(at), zone)}`}.`;
}

/** The page with the request's outcome, and what changed since it was recorded. */
async function toOutcome(
  c: WebContext,
  name: ActName,
  fields: Fields,
  event: TicketEvent,
): Promise<Response> {
  const texts = textIn(name, fields);
  if (event.kind === 'HAI_REPLY_REFUSED') {
    releaseRefused(c, fields);
    return showUnsent(c, await ticketOf(c), { message: event.body, texts: textsOf(texts) });
  }
  const [typed = ''] = Object.values(texts);
  const body = name === 'escalate' ? escalationText(typed) : typed;
  return toTicket(c, event.reference, name, fields, typed === '' || body === event.body ? {} : texts);
}
