/** Data of the templates of Data Pengguna Layanan. */
import type { FieldErrors, Option, UnitPicker } from '../forms/types.ts';
import type { Paging } from '../page/pages.ts';

/** A person as lists and pages show it. */
export interface ShownPerson {
  id: number;
  name: string;
  email: string;
  /** "SATKER 819790", "KPPN 008", "BANK", … */
  agency: string;
  /** The satker's or KPPN's code; null for other types. */
  agencyName: string | null;
  /** The mail server's answer if it refused the e-mail. */
  emailRefusal: string | null;
}

export interface CustomerListPage {
  /** May add, correct and remove. */
  manages: boolean;
  /** A satker has only its own people, so it filters by neither type nor satker. */
  forSatker: boolean;
  types: Option[];
  q: string;
  jenis: string;
  satker: string;
  filtered: boolean;
  /** `corrects`: the person belongs to this unit, which may correct the record. */
  rows: (ShownPerson & { no: number; corrects: boolean })[];
  paging: Paging;
  /** The list's own filter and page, to return to it. */
  query: string;
  /** Confirms what was just done. */
  done: string | null;
}

/** CARI EMAIL and its result. */
export interface CustomerFindPage {
  email: string;
  /** Where to continue with the person; empty for the list. */
  kembali: string;
  errors: FieldErrors;
  message: string | null;
  permintaan: string;
  /** Null before the search. If this account may not see the person, it learns only that the e-mail is taken. */
  found:
    | { state: 'here'; person: ShownPerson; pick: string | null; corrects: boolean }
    | { state: 'ended'; person: ShownPerson }
    | { state: 'linkable' }
    | { state: 'elsewhere' }
    | null;
}

/** The field of a unit's code, with its search. */
export interface UnitPickerField {
  id: string;
  label: string;
  /** Class of the box around it. */
  box: string;
  /** Where the options are asked for. */
  address: string;
  /** Where, and by which method, the form is asked for again without JavaScript. */
  again: string;
  method: 'get' | 'post';
  /** Label and name of the search. */
  search: string;
  cariName: string;
  picker: UnitPicker;
  value: string | undefined;
  error: string | undefined;
  required: boolean;
}

/** TAMBAH PENGGUNA and UBAH PENGGUNA. */
export interface CustomerFormPage {
  title: string;
  /** Where the form is sent, and where it is fetched again. */
  action: string;
  again: string;
  clearHref: string;
  copyOf: string;
  kembali: string;
  permintaan: string;
  /** Null for a Satker, which records only for itself. */
  kuasaBun: { types: Option[]; satker: UnitPicker; kppn: UnitPicker; kppnRequired: boolean } | null;
  typed: Record<string, string>;
  errors: FieldErrors;
  message: string | null;
  /** The e-mail is registered already. */
  registered: boolean;
}

export interface CustomerRemovePage {
  person: ShownPerson;
  permintaan: string;
}
