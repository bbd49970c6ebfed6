/** TAMBAH PENGGUNA and UBAH PENGGUNA: the page, and reading what was typed (spec.md section 3). */
import { z } from 'zod';
import { isKuasaBun } from '../domain/roles.ts';
import { askerTypeLabels, askerTypes } from '../domain/values.ts';
import type { AskerType } from '../domain/values.ts';
import type { WebContext } from './context.ts';
import { email, personName } from './customer-fields.ts';
import type { PersonData } from './customer-records.ts';
import { wayBack } from './customer-shown.ts';
import { check, cleanText, fillAll } from './forms.ts';
import type { Fields } from './forms.ts';
import { page } from './frame.ts';
import type { CustomerFormPage, FieldErrors } from './pages.ts';
import { unitPicker } from './unit-picker.ts';
import { unitByCode } from './unit-search.ts';

const content = z.object({ email, nama: personName });
const askerType = z.object({ jenis: z.enum(askerTypes, { error: 'Jenis Unit Penanya harus dipilih.' }) });

export type Read = { ok: true; data: PersonData } | { ok: false; errors: FieldErrors };

/** The person as typed, in a unit that this account records for. A Satker records for itself, whatever the form says. */
export async function readCustomer(c: WebContext, fields: Fields): Promise<Read> {
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

/** A KPPN's own staff need no code: the manual asks for none. */
function ownCode(c: WebContext, type: AskerType): string {
  const { unitId, unitType } = c.get('account');
  return type === 'KPPN' && unitType !== 'KANWIL' ? unitId : '';
}

export interface FormState {
  title: string;
  action: string;
  again: string;
  /** Without what was typed. */
  clearHref: string;
  fields: Fields;
  errors?: FieldErrors;
  message?: string | null;
  registered?: boolean;
  status?: 200 | 409 | 422;
}

export async function customerFormPage(c: WebContext, state: FormState): Promise<Response> {
  const { fields, status = 200, ...rest } = state;
  const data: CustomerFormPage = {
    errors: {},
    message: null,
    registered: false,
    ...rest,
    kembali: wayBack(fields['kembali']),
    permintaan: fields['permintaan'] || crypto.randomUUID(),
    kuasaBun: isKuasaBun(c.get('account')) ? await kuasaBunPart(c, fields) : null,
    typed: fields,
  };
  return page(c, 'customers/form', state.title, data, status);
}

async function kuasaBunPart(c: WebContext, fields: Fields): Promise<CustomerFormPage['kuasaBun']> {
  const [satker, kppn] = await Promise.all([
    unitPicker(c, 'SATKER', fields['cari'] ?? '', fields['satker'] ?? ''),
    unitPicker(c, 'KPPN', fields['cariKppn'] ?? '', fields['kppn'] ?? ''),
  ]);
  return {
    types: askerTypes.map((value) => ({ value, label: askerTypeLabels[value] })),
    satker,
    kppn,
    kppnRequired: ownCode(c, 'KPPN') === '',
  };
}

export const incomplete = { message: fillAll, status: 422 } as const;

export const registered = {
  errors: { email: 'Alamat email ini sudah terdaftar.' },
  message: null,
  registered: true,
  status: 409,
} as const;

const formFields = ['email', 'nama', 'jenis', 'satker', 'kppn', 'cari', 'cariKppn', 'kembali', 'permintaan'];

/** The form's fields in an address: without JavaScript a button narrows the pickers and keeps what was typed. */
export function queryFields(c: WebContext): Fields {
  const given = formFields.map((name) => [name, cleanText(c.req.query(name) ?? '').slice(0, 1000)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

/** An address of ours with these parameters, as far as they are there. */
export function withQuery(path: string, query: Fields): string {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
