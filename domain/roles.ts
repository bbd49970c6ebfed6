/** What each account may see and do (specification.md 1's table). Which tickets it sees is settled by the ticket's viewers. */
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

/** Keeps the calendar and the mails, and sees no tickets (specification.md 1). */
export const isAdministrator = ({ role }: Pick<Person, 'role'>): boolean => role === 'ADMINISTRATOR';

/** An administrator sees no tickets; Kantor Pusat sees all; every other unit those that list it as viewer. */
export function sees(person: Person): 'none' | 'own' | 'all' {
  if (isAdministrator(person)) return 'none';
  return person.unitType === 'KANTOR_PUSAT' ? 'all' : 'own';
}

/** Watches the follow-up, and may open a ticket's workflow. */
export function isSupervisor(person: Person): boolean {
  if (isAdministrator(person)) return false;
  return person.role === 'PENGAWAS' || person.unitType === 'KANWIL' || person.unitType === 'KANTOR_PUSAT';
}

/** Only Kuasa BUN, Kanwil, HAI and Kantor Pusat have reports, each of what it sees (specification.md 7). */
export const mayReport = (person: Person): boolean =>
  sees(person) !== 'none' &&
  (isKuasaBun(person) || person.unitType === 'HAI' || person.unitType === 'KANTOR_PUSAT');

/** Operators of a Satker and of Kuasa BUN units record tickets. */
export function mayRecord(person: Person): boolean {
  return person.role === 'OPERATOR' && (person.unitType === 'SATKER' || isKuasaBun(person));
}

/** Answer, escalate and complete: an operator of the Kuasa BUN unit that handles the ticket, signed by an officer. */
export function mayHandle(person: Person, ticket: { handlingUnitId: string }): boolean {
  return person.role === 'OPERATOR' && isKuasaBun(person) && person.unitId === ticket.handlingUnitId;
}

/** Operators of HAI reply to what was sent to HAI, and have its queue. */
export function mayReplyForHai(person: Person): boolean {
  return person.role === 'OPERATOR' && person.unitType === 'HAI';
}

/** May send files before the form that names them. */
export const mayAttach = (person: Person): boolean => mayRecord(person) || mayReplyForHai(person);

/** At whose words this person may move the ticket. */
function moversFor(person: Person, ticket: { handlingUnitId: string }): Mover[] {
  if (mayHandle(person, ticket)) return ['HANDLER'];
  return mayReplyForHai(person) ? ['HAI'] : [];
}

/** May this person give the ticket such a command at all, in whatever state? */
export const mayAsk = (person: Person, ticket: { handlingUnitId: string }, kind: CommandKind): boolean =>
  moversFor(person, ticket).some((mover) => moversOf(kind).includes(mover));

/** The commands that a ticket's page offers now; the workflow still decides. */
export const offeredTo = (person: Person, ticket: Movable & { handlingUnitId: string }): CommandKind[] =>
  commandsFor(moversFor(person, ticket), ticket);
