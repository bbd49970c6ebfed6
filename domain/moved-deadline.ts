/** A deadline that follows the calendar (specification.md 6: an edit moves every open ticket that it touches). */
import { move } from './transition.ts';
import { systemAuthor } from './ticket.ts';
import type { CalendarChange, Deadline, Instant, TicketState } from './ticket.ts';

/** The state with the calendar's current deadline and an event that says so; unchanged if the deadline is the same. */
export function moveDeadline(
  state: TicketState,
  now: Instant,
  to: Deadline,
  { key, why }: CalendarChange,
): TicketState {
  const from = state.deadline;
  if (!from || state.status === 'RESOLVED' || state.events.some((event) => event.key === key)) return state;
  if (from.dueAt === to.dueAt && from.warnAt === to.warnAt) return state;
  const body = `${movedText(state, now, from, to)}\n\nSebab: ${why}`;
  return move(state, now, { kind: 'DEADLINE_MOVED', key, author: systemAuthor, body, moved: { from, to } });
}

/** Old and new deadline, and whether a breach still stands. A breach is never withdrawn without a word. */
function movedText(state: TicketState, now: Instant, from: Deadline, to: Deadline): string {
  if (from.dueAt === to.dueAt)
    return `Batas waktu tetap ${to.dueText}; hanya saat peringatannya yang berubah.`;
  const moved = `Batas waktu bergeser dari ${from.dueText} menjadi ${to.dueText}.`;
  const passed = Date.parse(to.dueAt) <= Date.parse(now);
  if (state.breachedAt !== null) {
    return passed
      ? `${moved} Tiket ini tetap lewat batas waktu.`
      : `${moved} Tiket ini sudah tercatat lewat batas waktu; menurut batas waktu yang baru ia tidak lagi lewat. Catatan yang lama tetap ada di riwayat ini.`;
  }
  return passed ? `${moved} Batas waktu yang baru itu sudah lewat.` : moved;
}
