import type { UnitPicker } from '../../forms/types.ts';
import { needsKppn } from '../../../domain/routing.ts';
import type { AskerType, Destination } from '../../../domain/values.ts';
import type { Fields, WebContext } from '../../context.ts';
import { unitPicker } from '../../customers/unit-picker.ts';
import { unitByCode } from '../../../customers/units.ts';

/** A recorder that is no KPPN says which KPPN gets the ticket of an asker who is no satker (specification.md 4). */
const picksKppn = (c: WebContext, type: AskerType): boolean =>
  c.get('account').unitType !== 'KPPN' && type !== 'KPPN' && type !== 'SATKER';

/** The KPPNs that the form offers: a Kanwil's own, else those of the whole country; null where none is picked. */
export async function kppnPicker(c: WebContext, type: AskerType, fields: Fields): Promise<UnitPicker | null> {
  if (!picksKppn(c, type)) return null;
  return unitPicker(c, 'DESTINATION', fields['cariKppn'] ?? '', fields['unitTujuan'] ?? '');
}

/** The id of the KPPN that was picked ("008"), where this ticket needs one; null when none was, `unknown` when there is no such. */
export async function pickedKppn(
  c: WebContext,
  type: AskerType,
  destination: Destination,
  typed: string,
): Promise<string | null> {
  const account = c.get('account');
  if (typed === '' || !picksKppn(c, type) || !needsKppn(destination, account.unitType)) return null;
  const kppn = await unitByCode(c.get('services').prisma, account, 'DESTINATION', typed);
  return kppn?.id ?? 'unknown';
}
