/** Reads the forms TAMBAH PENGGUNA and UBAH PENGGUNA (specification.md 3). */
import type { FieldErrors } from '../forms/types.ts';
import { z } from 'zod';
import { isKuasaBun } from '../../domain/roles.ts';
import { askerTypes } from '../../domain/values.ts';
import type { AskerType } from '../../domain/values.ts';
import type { Fields, WebContext } from '../context.ts';
import { email, personName } from '../forms/person-fields.ts';
import type { PersonData } from '../../customers/records.ts';
import { check } from '../forms/forms.ts';
import { unitByCode } from '../../customers/units.ts';

const content = z.object({ nama: personName, email });
const askerType = z.object({ jenis: z.enum(askerTypes, { error: 'Jenis Unit Penanya harus dipilih.' }) });

type ReadPerson = { ok: true; data: PersonData } | { ok: false; errors: FieldErrors };

/** The typed person, in a unit that this account records for. A Satker always records for itself. */
export async function readCustomer(c: WebContext, fields: Fields): Promise<ReadPerson> {
  const account = c.get('account');
  const typed = check(content, fields);
  const errors = typed.ok ? {} : typed.errors;
  const belongs = isKuasaBun(account)
    ? await readUnit(c, fields)
    : { ok: true as const, type: 'SATKER' as const, unitId: account.unitId };
  if (!belongs.ok) Object.assign(errors, belongs.errors);
  if (!typed.ok || !belongs.ok) return { ok: false, errors };
  const { type, unitId } = belongs;
  return { ok: true, data: { email: typed.value.email, name: typed.value.nama, type, unitId } };
}

type Belongs = { ok: true; type: AskerType; unitId: string | null } | { ok: false; errors: FieldErrors };

async function readUnit(c: WebContext, fields: Fields): Promise<Belongs> {
  const checked = check(askerType, fields);
  if (!checked.ok) return { ok: false, errors: checked.errors };
  const { jenis: type } = checked.value;
  if (type !== 'SATKER' && type !== 'KPPN') return { ok: true, type, unitId: null };
  const [field, what] = type === 'SATKER' ? ['satker', 'satker'] : ['kppn', 'KPPN'];
  const given = fields[field] || ownCode(c, type);
  if (!given) return { ok: false, errors: { [field]: `Kode ${what} harus dipilih.` } };
  const unit = await unitByCode(c.get('services').prisma, c.get('account'), type, given);
  if (unit) return { ok: true, type, unitId: unit.id };
  const name = type === 'SATKER' ? 'Satker' : 'KPPN';
  return { ok: false, errors: { [field]: `${name} ini tidak dikenal di unit Anda.` } };
}

/** A KPPN's own staff need no code; the manual asks for none. */
export function ownCode(c: WebContext, type: AskerType): string {
  const { unitId, unitType } = c.get('account');
  return type === 'KPPN' && unitType !== 'KANWIL' ? unitId : '';
}
