/** A ticket's page: the ticket, and the forms of the acts that this account may perform now. */
import type { Option, FileItem } from '../../forms/types.ts';
import { formatInstant } from '../../../domain/dates.ts';
import { isSupervisor, offeredTo } from '../../../domain/roles.ts';
import { remainingText, resolutionText, slaState } from '../../../domain/sla.ts';
import { methodLabels, serviceLabels, statusLabel } from '../../../domain/values.ts';
import { obstacleTo } from '../../../domain/moves.ts';
import type { EventKind } from '../../../domain/values.ts';
import { calendarOf } from '../../../calendar/tables.ts';
import { randomUUID } from 'node:crypto';
import { fileItem, keptFiles } from '../../forms/attached.ts';
import type { WebContext } from '../../context.ts';
import { officerOptions } from '../officers.ts';
import type { ActForm, ThreadEntry, TicketPage } from '../types.ts';
import { othersAt } from '../presence.ts';
import { deadlineWhyHref, nextOf } from './clock.ts';
import type { ShownTicket } from '../visible.ts';
import { viewerBase } from '../../alur/ui.ts';
import { acts } from './acts-offered.ts';
import { textsOf } from '../../forms/labels.ts';
import type { Unsent } from '../../forms/types.ts';
import type { ActName } from './acts-offered.ts';

/** A refused form, with what was typed and its errors. */
export type Returned = { act: ActName } & Omit<ActForm, 'officers' | 'files'>;

const titles: Record<EventKind, string> = {
  RECORDED: 'Pertanyaan',
  ANSWERED: 'Jawaban',
  ESCALATED: 'Eskalasi',
  HAI_REPLIED: 'Balasan HAI-DJPBN',
  HAI_REPLY_REFUSED: 'Balasan ditolak',
  COMPLETED: 'Selesai',
  AUTO_COMPLETED: 'Selesai otomatis',
  SLA_WARNED: 'Peringatan SLA',
  SLA_BREACHED: 'Batas SLA terlewati',
  DEADLINE_MOVED: 'Batas waktu bergeser',
};

/** What a refused request adds to the page: the form again, or typed texts whose form is gone. */
export interface Back {
  returned?: Returned;
  unsent?: Unsent | null;
}

/** The page's data, with that of a refused request. */
export async function ticketPageOf(c: WebContext, ticket: ShownTicket, back: Back = {}): Promise<TicketPage> {
  const { prisma } = c.get('services');
  const { zone } = c.get('account');
  const sla = await calendarOf(prisma, ticket.handlingUnit);
  const now = new Date();
  const state = slaState(ticket, now);
  return {
    reference: ticket.reference,
    subject: ticket.subject,
    status: ticket.status,
    statusLabel: statusLabel(ticket.status, ticket.handlingUnit.type, ticket.haiRepliedAt !== null),
    askerName: ticket.askerName,
    askerEmail: ticket.askerEmail,
    askerAgency: ticket.askerAgency,
    method: methodLabels[ticket.method],
    service: ticket.service && serviceLabels[ticket.service],
    officer: ticket.officerName,
    handlingUnit: ticket.handlingUnit.name,
    openedAt: formatInstant(ticket.openedAt, zone),
    dueAt: formatInstant(ticket.dueAt, zone),
    sla: ticket.resolvedAt === null ? { state, text: remainingText(now, ticket.dueAt, sla.calendar) } : null,
    resolution: resolutionText(ticket.resolutionMinutes, state, sla.calendar),
    thread: ticket.events.map((event) => entryOf(ticket, event, zone)),
    ...(await formsOf(c, ticket, back)),
    whyHref: deadlineWhyHref(ticket),
    next: isSupervisor(c.get('account')) ? nextOf(ticket, zone) : null,
    workflowUrl: workflowUrlOf(c, ticket.reference),
    others: await othersAt(c, ticket.reference),
    done: null,
  };
}

function entryOf(ticket: ShownTicket, event: ShownTicket['events'][number], zone: string): ThreadEntry {
  const { seq, kind, author, at } = event;
  const body = kind === 'RECORDED' ? ticket.question : event.body;
  const when = { iso: at.toISOString(), at: formatInstant(at, zone) };
  return { seq, kind, title: titles[kind], author, ...when, body, files: event.attachments.map(fileItem) };
}

async function formsOf(
  c: WebContext,
  ticket: ShownTicket,
  { returned, unsent = null }: Back,
): Promise<Record<ActName, ActForm | null> & { unsent: Unsent | null }> {
  const account = c.get('account');
  const offered = offeredTo(account, ticket);
  const offers = (act: ActName): boolean => offered.includes(acts[act].command);
  const again = returned && offers(returned.act) ? returned : null;
  const signs = (['answer', 'escalate', 'complete'] as const).some(offers);
  const officers = signs ? await officerOptions(c.get('services').prisma, account.unitId) : [];
  const files = again ? await keptFiles(c, again.typed) : [];
  const form = (act: ActName): ActForm | null => {
    if (again?.act === act) return formAgain(again, officers, files);
    const blank = { typed: {}, files: [], errors: {}, message: null };
    return offers(act) ? { permintaan: randomUUID(), officers, ...blank } : null;
  };
  return {
    answer: form('answer'),
    escalate: form('escalate'),
    complete: form('complete'),
    haiReply: form('haiReply'),
    unsent: returned && !again ? unsentOf(returned, ticket) : unsent,
  };
}

/** Typed texts of a form that the ticket no longer offers, to be copied. */
function unsentOf({ act, typed, message }: Returned, ticket: ShownTicket): Unsent {
  const { command, text } = acts[act];
  const texts = text === null ? [] : textsOf({ [text]: typed[text] ?? '' });
  return { message: message ?? obstacleTo(command, ticket) ?? '', texts };
}

const formAgain = ({ act: _act, ...form }: Returned, officers: Option[], files: FileItem[]): ActForm => ({
  ...form,
  files,
  officers,
});

/** The supervisor's link to the ticket's workflow. */
function workflowUrlOf(c: WebContext, reference: string): string | null {
  const { temporalUiUrl, temporal } = c.get('services').config;
  if (!isSupervisor(c.get('account')) || temporalUiUrl === null) return null;
  const { namespace } = temporal;
  return `${viewerBase}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(reference)}`;
}
