/** Data of the templates of forms. */

/** Message by field name. */
export type FieldErrors = Record<string, string>;

export interface Option {
  value: string;
  label: string;
}

/** One labelled field of a form. */
export interface Field {
  id: string;
  name: string;
  label: string;
  /** A text field by default. */
  kind?: 'text' | 'date' | 'datetime' | 'password' | 'textarea' | 'select';
  value?: string | undefined;
  error?: string | undefined;
  hint?: string;
  required?: boolean;
  autocomplete?: string;
  /** The required pattern, and in `title` its description. */
  pattern?: string;
  title?: string;
  /** For a textarea. */
  rows?: number;
  /** For a select. `placeholder` is the empty choice, absent if one must be chosen. */
  options?: Option[];
  placeholder?: string;
}

/** A file as shown on pages. */
export interface FileItem {
  id: string;
  name: string;
  /** "PDF, 34 KB" */
  detail: string;
}

/** Options of a unit's code; `narrows` if there are more than the picker shows. */
export interface UnitPicker {
  options: Option[];
  cari: string;
  narrows: boolean;
}

/** Typed texts that were not recorded and have no form any more; shown to be copied. */
export interface Unsent {
  message: string;
  texts: { label: string; text: string }[];
}
