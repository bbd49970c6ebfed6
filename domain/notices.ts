/** Who is notified of what happens to a ticket (specification.md 5 and 6). */
import type { Person } from './roles.ts';
import type { EventKind, Status } from './values.ts';

/** Kinds of notifications. `NEW` tells the handling unit that a ticket is waiting for it. */
export const noticeKinds = [
  'RECORDED',
  'NEW',
  'ANSWERED',
  'ESCALATED',
  'HAI_REPLIED',
  'COMPLETED',
  'SLA_WARNED',
  'SLA_BREACHED',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const noticeLabels: Record<NoticeKind, string> = {
  RECORDED: 'Pertanyaan direkam',
  NEW: 'Tiket baru',
  ANSWERED: 'Pertanyaan dijawab',
  ESCALATED: 'Tiket dieskalasi ke HAI',
  HAI_REPLIED: 'HAI-DJPBN membalas',
  COMPLETED: 'Tiket selesai',
  SLA_WARNED: 'Segera jatuh tempo',
  SLA_BREACHED: 'Lewat batas waktu',
};

/** A person's relation to a ticket. Askers are the customer and the accounts of the asking satker. */
export type Standing = 'ASKER' | 'HANDLER' | 'SUPERVISOR' | 'KANTOR_PUSAT' | 'HAI';

const kindsOf: Record<Standing, readonly NoticeKind[]> = {
  ASKER: ['RECORDED', 'ANSWERED', 'HAI_REPLIED', 'COMPLETED'],
  HANDLER: ['NEW', 'HAI_REPLIED', 'SLA_WARNED', 'SLA_BREACHED'],
  SUPERVISOR: ['SLA_WARNED', 'SLA_BREACHED'],
  KANTOR_PUSAT: ['SLA_BREACHED'],
  HAI: ['ESCALATED'],
};

/** The kinds that an account can ever get. */
export function kindsFor(person: Person): readonly NoticeKind[] {
  const standing = standingOf(person);
  return standing === null ? [] : kindsOf[standing];
}

/** The notification for a person of this standing; null for none. `opensAs` is the status in which the ticket opens. */
export function noticeOf(event: EventKind, opensAs: Status, standing: Standing): NoticeKind | null {
  return noticesOf(event, opensAs).find((kind) => kindsOf[standing].includes(kind)) ?? null;
}

function noticesOf(event: EventKind, opensAs: Status): NoticeKind[] {
  switch (event) {
    case 'RECORDED':
      // An answer on the spot covers the recording too, and only HAI needs to hear of a ticket that goes straight to
      // HAI.
      if (opensAs === 'RESOLVED') return [];
      return opensAs === 'WAITING' ? ['RECORDED', 'NEW'] : ['RECORDED'];
    case 'COMPLETED':
    case 'AUTO_COMPLETED':
      return ['COMPLETED'];
    case 'ANSWERED':
    case 'ESCALATED':
    case 'HAI_REPLIED':
    case 'SLA_WARNED':
    case 'SLA_BREACHED':
      return [event];
    case 'HAI_REPLY_REFUSED':
    // The warning of the new deadline follows in time.
    case 'DEADLINE_MOVED':
      return [];
  }
}

/** The units that are notified of a ticket. `regionId` is the Kanwil above its handling unit. */
export interface Concerned {
  satkerId: string | null;
  handlingUnitId: string;
  regionId: string | null;
}

/** An account's standing to a ticket; null if it gets no notifications of it. */
export function standingTo(
  person: Person,
  { satkerId, handlingUnitId, regionId }: Concerned,
): Standing | null {
  const standing = standingOf(person);
  switch (standing) {
    case 'ASKER':
      return person.unitId === satkerId ? standing : null;
    case 'HANDLER':
      return person.unitId === handlingUnitId ? standing : null;
    case 'SUPERVISOR':
      return person.unitId === handlingUnitId || person.unitId === regionId ? standing : null;
    case 'HAI':
    case 'KANTOR_PUSAT':
    case null:
      return standing;
  }
}

/** An account's standing to the tickets of its unit; null if none concern it. */
export function standingOf({ role, unitType }: Person): Standing | null {
  if (role === 'ADMINISTRATOR') return null;
  if (unitType === 'KANTOR_PUSAT') return 'KANTOR_PUSAT';
  if (role === 'PENGAWAS') return unitType === 'SATKER' || unitType === 'HAI' ? null : 'SUPERVISOR';
  if (unitType === 'HAI') return 'HAI';
  return unitType === 'SATKER' ? 'ASKER' : 'HANDLER';
}
