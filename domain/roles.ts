/**
 * What each account may see and do (table in specification.md 1). The ticket's viewers decide which tickets it sees.
 */
import { commandsFor, moversOf } from './moves.ts';
import type { CommandKind, Movable, Mover } from './moves.ts';
import type { Role, UnitType } from './values.ts';

export interface Person {
  role: Role;
  unitId: string;
  unitType: UnitType;
}

const kuasaBun: readonly UnitType[] = ['KPPN', 'KANWIL', 'KPPN_KP', 'KPPN_KPH'];

export const isKuasaBun = (person: Pick<Person, 'unitType'>): boolean => kuasaBun.includes(person.unitType);

/** Maintains the calendar and watches outgoing mail, but sees no tickets (specification.md 1). */
export const isAdministrator = ({ role }: Pick<Person, 'role'>): boolean => role === 'ADMINISTRATOR';

/** An administrator sees no tickets, Kantor Pusat all, every other unit those that list it as viewer. */
export function sees(person: Person): 'none' | 'own' | 'all' {
  if (isAdministrator(person)) return 'none';
  return person.unitType === 'KANTOR_PUSAT' ? 'all' : 'own';
}

/** Watches the work of others and may open a ticket's workflow. */
export function isSupervisor(person: Person): boolean {
  if (isAdministrator(person)) return false;
  return person.role === 'PENGAWAS' || person.unitType === 'KANWIL' || person.unitType === 'KANTOR_PUSAT';
}

/** Only Kuasa BUN, Kanwil, HAI and Kantor Pusat have reports, of the tickets they see (specification.md 7). */
export const mayReport = (person: Person): boolean =>
  sees(person) !== 'none' &&
  (isKuasaBun(person) || person.unitType === 'HAI' || person.unitType === 'KANTOR_PUSAT');

/** Operators of a Satker and of Kuasa BUN units record tickets. */
export function mayRecord(person: Person): boolean {
  return person.role === 'OPERATOR' && (person.unitType === 'SATKER' || isKuasaBun(person));
}

/** Answer, escalate and complete: an operator of the handling Kuasa BUN unit, with an officer's signature. */
export function mayHandle(person: Person, ticket: { handlingUnitId: string }): boolean {
  return person.role === 'OPERATOR' && isKuasaBun(person) && person.unitId === ticket.handlingUnitId;
}

/** Operators of HAI reply to escalated tickets and have HAI's queue. */
export function mayReplyForHai(person: Person): boolean {
  return person.role === 'OPERATOR' && person.unitType === 'HAI';
}

/** May send files before the form that names them. */
export const mayAttach = (person: Person): boolean => mayRecord(person) || mayReplyForHai(person);

/** As whom this person may move the ticket. */
function moversFor(person: Person, ticket: { handlingUnitId: string }): Mover[] {
  if (mayHandle(person, ticket)) return ['HANDLER'];
  return mayReplyForHai(person) ? ['HAI'] : [];
}

/** Whether this person may ever give the ticket this command, in whatever state. */
export const mayAsk = (person: Person, ticket: { handlingUnitId: string }, kind: CommandKind): boolean =>
  moversFor(person, ticket).some((mover) => moversOf(kind).includes(mover));

/** The commands that a ticket's page offers now; the workflow has the last word. */
export const offeredTo = (person: Person, ticket: Movable & { handlingUnitId: string }): CommandKind[] =>
  commandsFor(moversFor(person, ticket), ticket);
