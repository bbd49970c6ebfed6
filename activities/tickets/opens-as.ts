import type { EventKind, Status } from '../../domain/values.ts';

/** A second event without a key belongs to the recording: the escalation of *Kirim ke HAI*, the answer of *Selesai*. */
export function opensAs(second: EventKind | null): Status {
  if (second === 'ESCALATED') return 'ESCALATED';
  return second === 'ANSWERED' ? 'RESOLVED' : 'WAITING';
}
