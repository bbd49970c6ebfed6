/**
 * The moves of a ticket (specification.md 5), said here and nowhere else: in which state what may happen, at whose word, and
 * where it leads. A new move is a row, and its effect in ticket.ts. The diagram in docs/architecture.md is tested against it.
 */
import type { EventKind, Status } from './values.ts';

/** At whose word a ticket moves. */
export type Mover = 'HANDLER' | 'HAI' | 'CLOCK';

interface Move {
  does: EventKind;
  from: Status;
  to: Status;
  by: Mover;
  needs?: keyof typeof needs;
}

/** As much of a ticket as its moves depend on; in a workflow instants are texts, in a row of the database dates. */
export interface Movable {
  status: Status;
  haiRepliedAt: string | Date | null;
}

/** What a move needs beside the state, and what is said where it is missing. */
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

/** What people ask of a ticket. */
export type CommandKind = Exclude<(typeof moves)[number], { by: 'CLOCK' }>['does'];

/** What is said of a command that the ticket's state does not allow. */
const otherwise: Record<CommandKind, string> = {
  ANSWERED: 'Tiket ini sudah dikirim ke HAI.',
  ESCALATED: 'Tiket ini sudah dikirim ke HAI.',
  HAI_REPLIED: 'Tiket ini tidak sedang berada di HAI.',
  COMPLETED: 'Tiket ini belum dikirim ke HAI.',
};

const rows: readonly Move[] = moves;

/** The rows by which the ticket as it stands may take the move; two that differ in their need may lead to two states. */
const rowsHere = (kind: EventKind, { status }: Movable): Move[] =>
  rows.filter(({ does, from }) => does === kind && from === status);

const isGiven = (ticket: Movable, { needs: need }: Move): boolean => !need || needs[need].given(ticket);

/** Why the ticket as it stands does not allow the command, in words for who asked; null when it does. */
export function obstacleTo(kind: CommandKind, ticket: Movable): string | null {
  const [first, ...others] = rowsHere(kind, ticket);
  if (!first) return ticket.status === 'RESOLVED' ? 'Tiket ini sudah selesai.' : otherwise[kind];
  if ([first, ...others].some((row) => isGiven(ticket, row))) return null;
  return first.needs ? needs[first.needs].missing : null;
}

/** The status to which an event leads; most events move nothing. */
export const statusAfter = (ticket: Movable, kind: EventKind): Status =>
  rowsHere(kind, ticket).find((row) => isGiven(ticket, row))?.to ?? ticket.status;

/** Whether an event of this kind moves tickets. */
export const isMove = (kind: EventKind): boolean => rows.some(({ does }) => does === kind);

/** At whose word this command may be given, in whatever state. */
export const moversOf = (kind: CommandKind): Mover[] =>
  rows.filter(({ does }) => does === kind).map(({ by }) => by);

/** What these movers may ask of the ticket as it stands. */
export const commandsFor = (movers: readonly Mover[], ticket: Movable): CommandKind[] =>
  moves
    .filter((row) => row.by !== 'CLOCK')
    .filter(({ from, by }) => from === ticket.status && movers.includes(by))
    .filter((row) => isGiven(ticket, row))
    .map(({ does }) => does);
