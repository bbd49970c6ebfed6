/** Who records, corrects and watches customers (specification.md 1 and 3). Which of them is settled by web/customers/picker.ts. */
import { isAdministrator, isKuasaBun, mayRecord } from './roles.ts';
import type { Person } from './roles.ts';
import type { AskerType } from './values.ts';

/** Units that record tickets hold customers; HAI and Kantor Pusat hold none, and specification.md 1 grants them nobody else's. */
export const watchesCustomers = (person: Person): boolean =>
  !isAdministrator(person) && (person.unitType === 'SATKER' || isKuasaBun(person));

/** Who records tickets records whom they are of; a supervisor only looks. */
export const managesCustomers = (person: Person): boolean => mayRecord(person);

/** A person of neither a satker nor a KPPN may be linked by whoever of a Kuasa BUN unit knows the exact e-mail. */
export const mayLinkByEmail = (person: Person, type: AskerType): boolean =>
  managesCustomers(person) && isKuasaBun(person) && type !== 'SATKER' && type !== 'KPPN';
