/** The page of TAMBAH PENGGUNA and UBAH PENGGUNA (specification.md 3). */
import type { FieldErrors } from '../forms/types.ts';
import { isKuasaBun } from '../../domain/roles.ts';
import { askerTypeLabels, askerTypes } from '../../domain/values.ts';
import type { Fields, WebContext } from '../context.ts';
import { ownCode } from './read.ts';
import { wayBack } from './shown.ts';
import { cleanText, fillAll } from '../forms/forms.ts';
import { page } from '../page/frame.ts';
import { optionsOf } from '../forms/options.ts';
import type { CustomerFormPage } from './types.ts';
import { unitPicker } from './unit-picker.ts';

export interface FormState {
  title: string;
  action: string;
  again: string;
  /** Without typed values. */
  clearHref: string;
  /** The key of its copy in the browser; a copy is useless for another person, or one corrected since. */
  copyOf: string;
  fields: Fields;
  errors?: FieldErrors;
  message?: string | null;
  registered?: boolean;
  status?: 200 | 409 | 422;
}

/** The form for a new person or a correction, blank or with typed values. */
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
    types: optionsOf(askerTypes, askerTypeLabels),
    satker,
    kppn,
    kppnRequired: ownCode(c, 'KPPN') === '',
  };
}

export const incomplete = { message: fillAll, status: 422 } as const;

export const registered = {
  errors: { email: 'Alamat e-mail ini sudah terdaftar.' },
  message: null,
  registered: true,
  status: 409,
} as const;

const formFields = ['email', 'nama', 'jenis', 'satker', 'kppn', 'cari', 'cariKppn', 'kembali', 'permintaan'];

/** Form fields in the address: without JavaScript a button narrows the pickers and keeps typed values. */
export function queryFields(c: WebContext): Fields {
  const given = formFields.map((name) => [name, cleanText(c.req.query(name) ?? '').slice(0, 1000)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

/** The path with those of these parameters that are not empty. */
export function withQuery(path: string, query: Fields): string {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
