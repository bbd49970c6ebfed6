/** What templates of forms are given. */

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
  /** A text field unless it says otherwise. */
  kind?: 'text' | 'date' | 'datetime' | 'password' | 'textarea' | 'select';
  value?: string | undefined;
  error?: string | undefined;
  hint?: string;
  required?: boolean;
  autocomplete?: string;
  /** What a text must look like, with `title` saying it in words. */
  pattern?: string;
  title?: string;
  /** Of a textarea. */
  rows?: number;
  /** Of a select; `placeholder` stands for none of them, and is left out when empty. */
  options?: Option[];
  placeholder?: string;
}

/** A file as pages name it. */
export interface FileItem {
  id: string;
  name: string;
  /** "PDF, 34 KB" */
  detail: string;
}

/** Options of a unit's code; `narrows` when there are more than a picker shows. */
export interface UnitPicker {
  options: Option[];
  cari: string;
  narrows: boolean;
}
