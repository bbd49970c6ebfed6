import { isKuasaBun, sees } from '../domain/roles.ts';
import type { Person } from '../domain/roles.ts';

/** Only Kuasa BUN, Kanwil, HAI and Kantor Pusat have reports, each of what it sees (spec.md section 7). */
export const mayReport = (person: Person): boolean =>
  sees(person) !== 'none' &&
  (isKuasaBun(person) || person.unitType === 'HAI' || person.unitType === 'KANTOR_PUSAT');
