/** What each page's template is given. Dates are texts in the reader's zone already; nothing here is escaped, the templates do that. */
import type { AskerType, EventKind, Status } from '../domain/values.ts';
import type { NoticeKind } from '../domain/notices.ts';
import type { Sla, TicketRow } from '../lists/ticket-rows.ts';
import type { MailState } from '../prisma/generated/client.ts';
import type { NewestPaging } from './newest.ts';

export interface Menu {
  href: string;
  label: string;
  description: string;
}

export interface Me {
  /** Of the account; what a browser keeps of unsent forms is kept under it. */
  id: string;
  name: string;
  unitName: string;
  year: number;
  years: number[];
  menus: Menu[];
  /** Whether this account is told of tickets. */
  bell: boolean;
  /** Null when it was not counted. */
  unread: number | null;
}

/** What the layout needs, beside the page's own data. `me` is null before log-in. `path` is where the page is, to come back to. */
export interface Frame {
  title: string;
  me: Me | null;
  path: string;
}

/** Message by field name. */
export type FieldErrors = Record<string, string>;

export interface Option {
  value: string;
  label: string;
}

export interface SignInPage {
  username: string;
  next: string;
  /** Above the form: wrong log-in, session ended, too many tries. */
  message: string | null;
  errors: FieldErrors;
}

export interface MenuPage {
  /** Years whose holidays are missing, for an administrator. */
  missing: number[];
  /** What the menu search asked for (GET /menu?q=); empty shows every menu. */
  q: string;
}

export interface Paging {
  page: number;
  /** Addresses of the neighbours, null where there is none. */
  previous: string | null;
  next: string | null;
  /** Of this page, as a page that follows what happens asks for itself. */
  again: string;
  /** "1–20 dari 134", "21–40 dari 1.000+". */
  summary: string;
  /** What can be chosen to be on a page, null for what is; empty where nothing can. */
  sizes: { size: number; href: string | null }[];
}

/** The filter above a list of tickets, with what it offers. */
export interface FilterForm {
  values: Record<string, string>;
  /** Whether this account sees tickets of many handling units. */
  byUnit: boolean;
  /** Whether more than text and status is set, so that the rest is shown. */
  open: boolean;
  services: Option[];
  methods: Option[];
  types: Option[];
  slas: Option[];
  officers: Option[];
  units: Option[];
  /** What narrows officers and units, and whether there is more of them than is shown. */
  cari: string;
  narrows: boolean;
}

/** A filter under its name; `shown` when the list is filtered by it now. */
export interface NamedFilter {
  id: string;
  name: string;
  href: string;
  shown: boolean;
}

/** Saving the filter that a list had, and removing saved ones. */
export interface SavedFiltersPage {
  /** `/tiket` or `/laporan`. */
  path: string;
  title: string;
  /** The filter in words; null when there is none to save. */
  words: string | null;
  query: string;
  permintaan: string;
  typed: Record<string, string>;
  errors: FieldErrors;
  message: string | null;
  saved: (NamedFilter & { permintaan: string })[];
}

/** Rekap Tiket, and with `report` the Laporan. */
export interface TicketListPage {
  path: string;
  title: string;
  report: boolean;
  /** A satker's list has fewer columns (spec.md section 4). */
  forSatker: boolean;
  mayRecord: boolean;
  /** On paper, below the title: unit, period, filter, when and by whom. */
  heading: string[];
  filtered: boolean;
  filter: FilterForm;
  saved: NamedFilter[];
  /** Where the filter is saved; null when there is none. */
  saveHref: string | null;
  /** Texts near the one that found nothing. */
  nearest: { text: string; href: string }[];
  rows: TicketRow[];
  paging: Paging;
}

export interface ThreadEntry {
  seq: number;
  kind: EventKind;
  /** "Pertanyaan", "Jawaban", "Balasan HAI-DJPBN", "Peringatan SLA", … */
  title: string;
  author: string;
  /** ISO instant for the time element. */
  iso: string;
  at: string;
  body: string;
  files: FileItem[];
}

/** A file as pages name it. */
export interface FileItem {
  id: string;
  name: string;
  /** "PDF, 34 KB" */
  detail: string;
}

/** An act's form on the ticket page. `message` stands above it after a refusal; `typed` fills it again (never a password). */
export interface ActForm {
  permintaan: string;
  /** Empty for HAI, which names no officer. */
  officers: Option[];
  typed: Record<string, string>;
  /** Those that came with the form before. */
  files: FileItem[];
  errors: FieldErrors;
  message: string | null;
}

export interface TicketPage {
  reference: string;
  subject: string;
  status: Status;
  statusLabel: string;
  askerName: string;
  askerEmail: string;
  askerAgency: string;
  method: string;
  service: string | null;
  officer: string | null;
  handlingUnit: string;
  openedAt: string;
  dueAt: string;
  sla: Sla | null;
  /** "1 hari 2 jam, tepat waktu"; null while open. */
  resolution: string | null;
  thread: ThreadEntry[];
  answer: ActForm | null;
  escalate: ActForm | null;
  complete: ActForm | null;
  haiReply: ActForm | null;
  /** Where the deadline is explained day by day. */
  whyHref: string;
  /** For supervisors alone: what the workflow waits for now, and until when. */
  next: { text: string; at: string } | null;
  /** For supervisors alone. */
  workflowUrl: string | null;
  /** Colleagues who have it open, too. */
  others: string[];
}

/** What a Kuasa BUN unit's form asks beside the Satker's (spec.md section 4). */
export interface KuasaBunRecordPage {
  type: AskerType;
  types: Option[];
  methods: Option[];
  destinations: Option[];
  /** Empty for a KPPN asker, whose ticket nobody signs. */
  officers: Option[];
  /** For a recorder that is no KPPN, where the asker has no KPPN of its own; else null. */
  kppn: UnitPicker | null;
  /** The recorder is the Kanwil to which *Kirim ke Kanwil DJPBN* goes, whatever the KPPN. */
  ownKanwil: boolean;
}

export interface RecordPage {
  permintaan: string;
  customers: Option[];
  services: Option[];
  /** Null on a Satker's form. */
  kuasaBun: KuasaBunRecordPage | null;
  /** What narrows the customers. */
  cari: string;
  typed: Record<string, string>;
  /** Those that came with the form before. */
  files: FileItem[];
  errors: FieldErrors;
  message: string | null;
}

export interface HaiQueuePage {
  q: string;
  rows: (TicketRow & { unit: string; dueAt: string; replied: boolean })[];
  paging: Paging;
}

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

/** Options of a unit's code; `narrows` when there are more than a picker shows. */
export interface UnitPicker {
  options: Option[];
  cari: string;
  narrows: boolean;
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

/** A list that is too long for a file made at once. */
export interface ExportOfferPage {
  title: string;
  /** The list's own address, with its filter. */
  back: string;
  format: string;
  /** "5.000". */
  most: string;
  fields: { name: string; value: string }[];
}

/** Unduhan: an account's exports, the newest first. */
export interface ExportListPage {
  rows: ExportShown[];
  /** Above the list: what could not be done. */
  message: string | null;
}

export interface ExportShown {
  id: string;
  title: string;
  format: string;
  filter: string;
  createdAt: string;
  state: 'running' | 'completed' | 'expired' | 'failed' | 'cancelled';
  stateLabel: string;
  /** "mengumpulkan 5.000 dari 12.000 tiket"; of a file its rows and size, until when it is kept, or why there is none. */
  detail: string;
  /** Percent that is done. */
  percent: number;
}

/** Any page of 4xx and 5xx. With `retry` the form is sent again as it was, under the same request key. */
export interface ErrorPage {
  status: number;
  heading: string;
  text: string;
  /** Of our log, for a fault of ours. */
  logReference: string | null;
  retry: {
    action: string;
    fields: { name: string; label: string; value: string }[];
    /** Null where the form takes none; `error` names those that must be chosen again. */
    files: { kept: FileItem[]; error: string | null } | null;
  } | null;
}

export interface NoticeListPage extends NewestPaging {
  rows: {
    id: number;
    kind: NoticeKind;
    label: string;
    reference: string;
    subject: string;
    /** ISO instant for the time element. */
    iso: string;
    at: string;
    unread: boolean;
  }[];
  /** The number of the newest row shown; null in an empty list. */
  newest: number | null;
  anyUnread: boolean;
}

/** What stands in a form that came back. */
interface Returnable {
  permintaan: string;
  typed: Record<string, string>;
  errors: FieldErrors;
  message: string | null;
}

export interface CalendarMonth {
  name: string;
  /** Of seven days from Monday on; null outside the month. */
  weeks: ({
    number: number;
    weekend: boolean;
    off: 'national' | 'regional' | null;
    names: string[];
    /** In a period with other service hours. */
    special: boolean;
  } | null)[][];
}

export interface CalendarYearPage {
  year: number;
  previous: number | null;
  next: number | null;
  /** Years whose national days off are not in the table yet. */
  missing: number[];
  months: CalendarMonth[];
  days: { href: string; date: string; weekday: string; name: string; kind: string; where: string }[];
  periods: string[];
}

/** Tambah and Ubah of a day off. */
export interface HolidayFormPage extends Returnable {
  title: string;
  action: string;
  provinces: Option[];
  kinds: Option[];
}

export interface HolidayImportPage {
  permintaan: string;
  csv: string;
  /** What is wrong, by line. */
  faults: string[];
}

export interface HoursPage extends Returnable {
  periods: { href: string; name: string; first: string; last: string; hours: string }[];
}

export interface PeriodFormPage extends Returnable {
  title: string;
  action: string;
}

/** What a change would do, and the form that does it. Administrators see no tickets: of these only number, unit and deadlines. */
export interface CalendarPreviewPage {
  action: string;
  back: string;
  fields: { name: string; value: string }[];
  permintaan: string;
  /** The calendar's version that was previewed. */
  version: number;
  summary: string;
  detail: string[];
  count: number;
  examples: { reference: string; unitName: string; from: string; to: string; note: string }[];
  message: string | null;
}

export interface CalendarChangePage {
  href: string;
  summary: string;
  author: string;
  at: string;
  detail: string[];
  touched: number;
  moved: number;
  /** Null while tickets are still looked for. */
  finishedAt: string | null;
}

export interface CalendarChangesPage extends NewestPaging {
  rows: {
    href: string;
    summary: string;
    author: string;
    at: string;
    touched: number;
    finished: boolean;
  }[];
}

export interface CalculatorPage extends Omit<Returnable, 'permintaan'> {
  places: Option[];
  result: {
    place: string;
    openedAt: string;
    dueAt: string;
    warnAt: string;
    days: { counted: boolean; date: string; count: string; why: string }[];
  } | null;
}

/** Which mails an account wants, and where they go. */
export interface NoticeSettingsPage {
  permintaan: string;
  address: string;
  choices: { name: NoticeKind; label: string; wanted: boolean }[];
  /** What the mail server said of the address; null unless it refused it. */
  refusal: string | null;
  saved: boolean;
  errors: FieldErrors;
  message: string | null;
}

export interface MailRow {
  no: number;
  kind: string;
  state: MailState;
  stateLabel: string;
  address: string;
  subject: string;
  createdAt: string;
  /** Null while it is under way. */
  settledAt: string | null;
}

export interface MailListPage extends NewestPaging {
  rows: MailRow[];
  /** Whether a mail server is set. */
  sends: boolean;
}

export interface MailPage extends MailRow {
  text: string;
  /** What the state means. */
  explanation: string;
  /** What the mail server said; null when it said nothing. */
  note: string | null;
}
