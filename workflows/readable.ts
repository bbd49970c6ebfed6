/** What a supervisor reads of a ticket in the Temporal UI: in Indonesian, and without a person's name. */
import { formatInstant } from '../domain/dates.ts';
import type { TicketInput, TicketState } from '../domain/ticket.ts';
import type { Alarm } from '../domain/transition.ts';
import { serviceLabels, statusLabel } from '../domain/values.ts';
import type { EventKind } from '../domain/values.ts';

const eventLabels: Record<EventKind, string> = {
  RECORDED: 'tiket direkam',
  ANSWERED: 'jawaban petugas',
  ESCALATED: 'eskalasi ke HAI',
  HAI_REPLIED: 'balasan HAI',
  HAI_REPLY_REFUSED: 'balasan HAI ditolak',
  COMPLETED: 'penyelesaian petugas',
  AUTO_COMPLETED: 'penyelesaian otomatis',
  SLA_WARNED: 'peringatan SLA',
  SLA_BREACHED: 'batas SLA terlewati',
};

const alarmLabels: Record<Alarm['kind'], string> = {
  SLA_WARNED: 'Menunggu saat peringatan SLA',
  SLA_BREACHED: 'Menunggu batas waktu SLA',
  AUTO_COMPLETED: 'Menunggu penyelesaian otomatis',
};

/** The workflow's title in lists, at most 200 bytes. */
export function workflowSummary(ticket: TicketInput): string {
  const service = ticket.service ? ` · ${serviceLabels[ticket.service]}` : '';
  return `${ticket.handlingUnit.name}${service} · penanya ${ticket.asker.type}`.slice(0, 190);
}

/** Summary of the activity that writes these events. */
export const recordingSummary = (events: { kind: EventKind }[]): string =>
  `Mencatat: ${events.map((event) => eventLabels[event.kind]).join(', ')}`.slice(0, 190);

/** Summary of the timer that waits for the alarm. */
export const alarmSummary = (alarm: Alarm, zone: string): string =>
  `${alarmLabels[alarm.kind]} ${formatInstant(new Date(alarm.at), zone)}`;

/** The current details: where the ticket stands. */
export function currentDetails(ticket: TicketInput, state: TicketState): string {
  const { name, type, zone } = ticket.handlingUnit;
  const instant = (at: string): string => formatInstant(new Date(at), zone);
  const lines = [
    `**Status:** ${statusLabel(state.status, type, state.haiRepliedAt !== null)}`,
    `**Unit penanggung jawab:** ${name}`,
    `**Direkam:** ${instant(state.openedAt)}`,
  ];
  if (state.deadline) lines.push(`**Batas waktu:** ${instant(state.deadline.dueAt)}`);
  if (state.breachedAt) lines.push('**SLA:** lewat batas waktu');
  if (state.autoCompleteAt) lines.push(`**Selesai otomatis:** ${instant(state.autoCompleteAt)}`);
  if (state.resolvedAt) lines.push(`**Selesai:** ${instant(state.resolvedAt)}`);
  return lines.join('\n\n');
}
