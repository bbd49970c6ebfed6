import type { UnitPicker } from '../../forms/types.ts';
import { needsKppn } from '../../../domain/routing.ts';
import type { AskerType, Destination } from '../../../domain/values.ts';
import type { Fields, WebContext } from '../../context.ts';
import { unitPicker } from '../../customers/unit-picker.ts';
import { unitByCode } from '../../../customers/units.ts';

/** Whether the recorder must choose the KPPN: it is no KPPN itself, and the asker is no satker (specification.md 4). */
const picksKppn = (c: WebContext, type: AskerType): boolean =>
  c.get('account').unitType !== 'KPPN' && type !== 'KPPN' && type !== 'SATKER';

/** The KPPNs to choose from: a Kanwil's own, otherwise all; null if there is nothing to choose. */
export async function kppnPicker(c: WebContext, type: AskerType, fields: Fields): Promise<UnitPicker | null> {
  if (!picksKppn(c, type)) return null;
  return unitPicker(c, 'DESTINATION', fields['cariKppn'] ?? '', fields['unitTujuan'] ?? '');
}

/**
 * The id of the chosen KPPN ("008") if this ticket needs one; null if none was chosen, `unknown` if it does not
 * exist.
 */
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
