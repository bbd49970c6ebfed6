/** What a supervisor reads about a ticket in the Temporal UI: in Indonesian, without names of persons. */
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
  DEADLINE_MOVED: 'batas waktu bergeser',
};

/** What an open ticket waits for unless somebody acts first. */
export const alarmLabels: Record<Alarm['kind'], string> = {
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

/** Summary of the timer that waits for the alarm; the Temporal UI shows when it rings. */
export const alarmSummary = (alarm: Alarm, state: TicketState): string =>
  alarm.kind === 'AUTO_COMPLETED' || !state.deadline
    ? alarmLabels[alarm.kind]
    : `${alarmLabels[alarm.kind]} (batas waktu ${state.deadline.dueText})`;

/** The current details: where the ticket stands. */
export function currentDetails(ticket: TicketInput, state: TicketState): string {
  const { name, type } = ticket.handlingUnit;
  const lines = [
    `**Status:** ${statusLabel(state.status, type, state.haiRepliedAt !== null)}`,
    `**Unit penanggung jawab:** ${name}`,
  ];
  if (state.deadline) lines.push(`**Batas waktu:** ${state.deadline.dueText}`);
  if (state.breachedAt) lines.push('**SLA:** lewat batas waktu');
  if (state.autoCompleteAt)
    lines.push('**Berikutnya:** selesai otomatis bila petugas tidak menyelesaikannya');
  return lines.join('\n\n');
}
