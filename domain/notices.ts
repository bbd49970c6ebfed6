/** Who is told of what happens to a ticket (specification.md 5 and 6). */
import type { Person } from './roles.ts';
import type { EventKind, Status } from './values.ts';

/** What somebody is told; `NEW` is the handling unit's, of a ticket that waits for it. */
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

/** How somebody stands to a ticket. The asker is the customer, and the accounts of the asking satker. */
export type Standing = 'ASKER' | 'HANDLER' | 'SUPERVISOR' | 'KANTOR_PUSAT' | 'HAI';

const kindsOf: Record<Standing, readonly NoticeKind[]> = {
  ASKER: ['RECORDED', 'ANSWERED', 'HAI_REPLIED', 'COMPLETED'],
  HANDLER: ['NEW', 'HAI_REPLIED', 'SLA_WARNED', 'SLA_BREACHED'],
  SUPERVISOR: ['SLA_WARNED', 'SLA_BREACHED'],
  KANTOR_PUSAT: ['SLA_BREACHED'],
  HAI: ['ESCALATED'],
};

/** What an account could ever be told of. */
export function kindsFor(person: Person): readonly NoticeKind[] {
  const standing = standingOf(person);
  return standing === null ? [] : kindsOf[standing];
}

/** What somebody who stands so is told of an event; null for nothing. A ticket opens in `opensAs`. */
export function noticeOf(event: EventKind, opensAs: Status, standing: Standing): NoticeKind | null {
  return noticesOf(event, opensAs).find((kind) => kindsOf[standing].includes(kind)) ?? null;
}

function noticesOf(event: EventKind, opensAs: Status): NoticeKind[] {
  switch (event) {
    case 'RECORDED':
      // Answered on the spot, the answer tells of the recording too; what goes straight to HAI is new to nobody but HAI.
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
    // The warning of the new deadline is told when it comes.
    case 'DEADLINE_MOVED':
      return [];
  }
}

/** The units of a ticket that are told of it. `regionId` is the Kanwil above its handling unit. */
export interface Concerned {
  satkerId: string | null;
  handlingUnitId: string;
  regionId: string | null;
}

/** How an account stands to a ticket; null when it is told nothing of it. */
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

/** How an account stands to the tickets that concern its unit; null for one that none concerns. */
export function standingOf({ role, unitType }: Person): Standing | null {
  if (role === 'ADMINISTRATOR') return null;
  if (unitType === 'KANTOR_PUSAT') return 'KANTOR_PUSAT';
  if (role === 'PENGAWAS') return unitType === 'SATKER' || unitType === 'HAI' ? null : 'SUPERVISOR';
  if (unitType === 'HAI') return 'HAI';
  return unitType === 'SATKER' ? 'ASKER' : 'HANDLER';
}
