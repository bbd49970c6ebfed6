/** The filter of lists of tickets in the address (contract.md: `GET /tiket`). */
import { readDay } from '../domain/dates.ts';
import type { Person } from '../domain/roles.ts';
import { askerTypes, methods, services, slaStates, statuses } from '../domain/values.ts';
import type { AskerType, Method, Service, SlaState, Status } from '../domain/values.ts';
import { uuid } from '../domain/texts.ts';
import { sortable } from './ticket-order.ts';

/** Values from the address; empty means no restriction, and so does an invalid value. */
export interface TicketFilter {
  q: string;
  status: Status | '';
  layanan: Service | '';
  metode: Method | '';
  jenis: AskerType | '';
  /** Six digits. */
  satker: string;
  /** Id of the handling unit. */
  unit: string;
  /** Id of an officer who acted on the ticket. */
  petugas: string;
  sla: SlaState | '';
  /** Days of the recording in the reader's zone, `2026-05-31`. */
  dari: string;
  sampai: string;
  urut: string;
  arah: 'naik' | 'turun' | '';
}

/** Who reads the list: the year of its address or, without one, of the log-in; and the zone of its unit. */
export interface Reader extends Person {
  year: number;
  zone: string;
}

/** Reads the filter of an address; `text` returns a parameter's cleaned text, empty when absent. */
export function readFilter(text: (name: string) => string): TicketFilter {
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | '' =>
    known.find((value) => value === text(name)) ?? '';
  const matching = (name: string, pattern: RegExp): string => (pattern.test(text(name)) ? text(name) : '');
  return {
    q: text('q'),
    status: oneOf('status', statuses),
    layanan: oneOf('layanan', services),
    metode: oneOf('metode', methods),
    jenis: oneOf('jenis', askerTypes),
    satker: matching('satker', /^[0-9]{6}$/),
    unit: unitOf(text('unit')),
    petugas: uuid.test(text('petugas')) ? text('petugas') : '',
    sla: oneOf('sla', slaStates),
    dari: readDay(text('dari')) ?? '',
    sampai: readDay(text('sampai')) ?? '',
    urut: oneOf('urut', sortable),
    arah: oneOf('arah', ['naik', 'turun'] as const),
  };
}

/** The id of the typed unit: `KPPN-008` itself, `008` for a KPPN, `04` for a Kanwil. */
function unitOf(typed: string): string {
  if (/^[0-9]{3}$/.test(typed)) return `KPPN-${typed}`;
  if (/^[0-9]{2}$/.test(typed)) return `KANWIL-${typed}`;
  return /^[A-Z]+(-[0-9]{1,6})?$/.test(typed) ? typed : '';
}

/** Whether it restricts the list; the order does not. */
export const isNarrowed = ({ urut: _urut, arah: _arah, ...rest }: TicketFilter): boolean =>
  Object.values(rest).some((value) => value !== '');
