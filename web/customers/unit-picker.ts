import type { UnitPicker, Option } from '../forms/types.ts';
import type { WebContext } from '../context.ts';
import { findUnits, mostUnits, unitByCode } from '../../customers/units.ts';
import type { FoundUnit, Picked } from '../../customers/units.ts';

const optionOf = ({ code, name }: FoundUnit): Option => ({
  value: code,
  // A KPPN's name begins with its type; a satker's does not.
  label: `${code} ${name.replace(/^KPPN /, '')}`,
});

/** The picker of a satker's or KPPN's code; the chosen unit stays among the options. */
export async function unitPicker(
  c: WebContext,
  what: Picked,
  cari: string,
  chosen: string,
): Promise<UnitPicker> {
  const { prisma } = c.get('services');
  const account = c.get('account');
  const [found, held] = await Promise.all([
    findUnits(prisma, account, what, cari),
    chosen === '' ? null : unitByCode(prisma, account, what, chosen),
  ]);
  const kept = held && !found.some(({ id }) => id === held.id) ? [held, ...found] : found;
  const narrows = found.length === mostUnits || cari !== '';
  return { options: kept.slice(0, mostUnits).map(optionOf), cari, narrows };
}
