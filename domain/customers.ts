/**
 * Who records, corrects and sees customers (specification.md 1 and 3). web/customers/picker.ts decides which
 * customers.
 */
import { isAdministrator, isKuasaBun, mayRecord } from './roles.ts';
import type { Person } from './roles.ts';
import type { AskerType } from './values.ts';

/**
 * Only units that record tickets have customers. HAI and Kantor Pusat have none and may not see those of others
 * (specification.md 1).
 */
export const watchesCustomers = (person: Person): boolean =>
  !isAdministrator(person) && (person.unitType === 'SATKER' || isKuasaBun(person));

/** Whoever records tickets also records their askers; a supervisor only looks. */
export const managesCustomers = (person: Person): boolean => mayRecord(person);

/**
 * Anyone in a Kuasa BUN unit who knows the exact e-mail may link a person who belongs to neither a satker nor a KPPN.
 */
export const mayLinkByEmail = (person: Person, type: AskerType): boolean =>
  managesCustomers(person) && isKuasaBun(person) && type !== 'SATKER' && type !== 'KPPN';
