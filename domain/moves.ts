/**
 * The only definition of a ticket's moves (specification.md 5): in which state each is allowed, who makes it, and
 * where it leads. To add a move, add a row here and its effect in ticket.ts. A test compares the diagram in
 * docs/architecture.md with it.
 */
import type { EventKind, Status } from './values.ts';

/** Who moves a ticket. */
export type Mover = 'HANDLER' | 'HAI' | 'CLOCK';

interface Move {
  does: EventKind;
  from: Status;
  to: Status;
  by: Mover;
  needs?: keyof typeof needs;
}

/** The part of a ticket that its moves depend on. Instants are text in a workflow and dates in a database row. */
export interface Movable {
  status: Status;
  haiRepliedAt: string | Date | null;
}

/** What a move needs besides the state, and the message if that is missing. */
const needs = {
  'a reply of HAI': {
    given: ({ haiRepliedAt }: Movable) => haiRepliedAt !== null,
    missing: 'HAI belum membalas tiket ini, jadi belum dapat diselesaikan.',
  },
};

export const moves = [
  { does: 'ANSWERED', from: 'WAITING', to: 'RESOLVED', by: 'HANDLER' },
  { does: 'ESCALATED', from: 'WAITING', to: 'ESCALATED', by: 'HANDLER' },
  { does: 'HAI_REPLIED', from: 'ESCALATED', to: 'ESCALATED', by: 'HAI' },
  { does: 'COMPLETED', from: 'ESCALATED', to: 'RESOLVED', by: 'HANDLER', needs: 'a reply of HAI' },
  { does: 'AUTO_COMPLETED', from: 'ESCALATED', to: 'RESOLVED', by: 'CLOCK', needs: 'a reply of HAI' },
] as const satisfies readonly Move[];

/** What people may ask of a ticket. */
export type CommandKind = Exclude<(typeof moves)[number], { by: 'CLOCK' }>['does'];

/** The refusal of a command that the ticket's state does not allow. */
const otherwise: Record<CommandKind, string> = {
  ANSWERED: 'Tiket ini sudah dikirim ke HAI.',
  ESCALATED: 'Tiket ini sudah dikirim ke HAI.',
  HAI_REPLIED: 'Tiket ini tidak sedang berada di HAI.',
  COMPLETED: 'Tiket ini belum dikirim ke HAI.',
};

const rows: readonly Move[] = moves;

/** The rows for this event in the ticket's state. Rows with different needs may lead to different states. */
const rowsHere = (kind: EventKind, { status }: Movable): Move[] =>
  rows.filter(({ does, from }) => does === kind && from === status);

const isGiven = (ticket: Movable, { needs: need }: Move): boolean => !need || needs[need].given(ticket);

/** Why the ticket does not allow the command now, in words for the person who asked; null if it does. */
export function obstacleTo(kind: CommandKind, ticket: Movable): string | null {
  const [first, ...others] = rowsHere(kind, ticket);
  if (!first) return ticket.status === 'RESOLVED' ? 'Tiket ini sudah selesai.' : otherwise[kind];
  if ([first, ...others].some((row) => isGiven(ticket, row))) return null;
  return first.needs ? needs[first.needs].missing : null;
}

/** The status after an event; most events leave it unchanged. */
export const statusAfter = (ticket: Movable, kind: EventKind): Status =>
  rowsHere(kind, ticket).find((row) => isGiven(ticket, row))?.to ?? ticket.status;

export const isMove = (kind: EventKind): boolean => rows.some(({ does }) => does === kind);

/** Who may give this command in some state. */
export const moversOf = (kind: CommandKind): Mover[] =>
  rows.filter(({ does }) => does === kind).map(({ by }) => by);

/** What these movers may ask of the ticket now. */
export const commandsFor = (movers: readonly Mover[], ticket: Movable): CommandKind[] =>
  moves
    .filter((row) => row.by !== 'CLOCK')
    .filter(({ from, by }) => from === ticket.status && movers.includes(by))
    .filter((row) => isGiven(ticket, row))
    .map(({ does }) => does);
