/** What the templates of Data Pengguna Layanan are given. */
import type { FieldErrors, Option, UnitPicker } from '../forms/types.ts';
import type { Paging } from '../page/pages.ts';

/** A person as lists and pages name it. */
export interface Person {
  id: number;
  name: string;
  email: string;
  /** "SATKER 819790", "KPPN 008", "BANK", … */
  agency: string;
  /** Of the satker or KPPN; null for the others. */
  agencyName: string | null;
  /** What the mail server said when it refused the e-mail; null unless it did. */
  emailRefusal: string | null;
}

export interface CustomerListPage {
  /** May add, correct and remove. */
  manages: boolean;
  /** A satker has people of its own alone, and filters by no type or satker. */
  forSatker: boolean;
  types: Option[];
  q: string;
  jenis: string;
  satker: string;
  filtered: boolean;
  rows: (Person & { no: number })[];
  paging: Paging;
  /** The list's own filter and page, for what comes back to it. */
  query: string;
  /** What was just done. */
  done: string | null;
}

/** CARI EMAIL, and what is known of the e-mail. */
export interface CustomerFindPage {
  email: string;
  /** Where to go on with the person; empty for the list. */
  kembali: string;
  errors: FieldErrors;
  message: string | null;
  permintaan: string;
  /** Null before the search. Of a person that this account may not see nothing is told but that the e-mail is taken. */
  found:
    | { state: 'here'; person: Person; pick: string | null }
    | { state: 'ended'; person: Person }
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
  /** The form's own address, and where it is asked for again. */
  action: string;
  again: string;
  clearHref: string;
  draftOf: string;
  kembali: string;
  permintaan: string;
  /** Null for a Satker, which records for itself alone. */
  kuasaBun: { types: Option[]; satker: UnitPicker; kppn: UnitPicker; kppnRequired: boolean } | null;
  typed: Record<string, string>;
  errors: FieldErrors;
  message: string | null;
  /** The e-mail is somebody's already. */
  registered: boolean;
}

export interface CustomerRemovePage {
  person: Person;
  permintaan: string;
}
