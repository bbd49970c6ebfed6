/** Data of the templates of tickets, their lists and their forms. */
import type { FieldErrors, FileItem, Option, UnitPicker, Unsent } from '../forms/types.ts';
import type { Sla } from '../../domain/sla.ts';
import type { AskerType, EventKind, Status } from '../../domain/values.ts';
import type { Paging, TicketTable } from '../page/pages.ts';

/** The filter above a list of tickets, with its options. */
export interface FilterForm {
  values: Record<string, string>;
  /** Invalid values, shown as typed although they restrict nothing. */
  errors: FieldErrors;
  /** Whether this account sees tickets of many handling units. */
  byUnit: boolean;
  /** Whether fields other than text and status are set, so that all are shown. */
  open: boolean;
  services: Option[];
  methods: Option[];
  types: Option[];
  slas: Option[];
  officers: Option[];
  units: Option[];
  /** The text that narrows officers and units, and whether there are more than shown. */
  cari: string;
  narrows: boolean;
}

/** A saved filter; `shown` if it is the list's current one. */
export interface NamedFilter {
  id: string;
  name: string;
  href: string;
  shown: boolean;
}

/** Saving the list's current filter, and removing saved ones. */
export interface SavedFiltersPage {
  /** `/tiket` or `/laporan`. */
  path: string;
  title: string;
  /** The filter in words; null if there is nothing to save. */
  words: string | null;
  query: string;
  permintaan: string;
  typed: Record<string, string>;
  errors: FieldErrors;
  message: string | null;
  saved: (NamedFilter & { permintaan: string })[];
}

/** Rekap Tiket, or the Laporan. */
export interface TicketListPage {
  path: string;
  title: string;
  /** A satker's list has fewer columns (specification.md 4). */
  forSatker: boolean;
  mayRecord: boolean;
  /** Below the title on paper: unit, period, filter, when and by whom. */
  heading: string[];
  /** The filter's days, which come before the header's year; null without them. */
  period: string | null;
  filtered: boolean;
  filter: FilterForm;
  saved: NamedFilter[];
  /** Where to save the filter; null if there is nothing to save. */
  saveHref: string | null;
  /** Without a filter, in the same year. */
  clearHref: string;
  /** "1 tiket di tahun 2025", where this year has none. */
  elsewhere: { text: string; href: string }[];
  /** Spelling suggestions for a text that found nothing. */
  nearest: { text: string; href: string }[];
  /** The list's files. */
  downloads: { label: string; href: string }[];
  /** Options of the sort picker. */
  orders: Option[];
  table: TicketTable;
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

/**
 * An act's form on the ticket page. After a refusal, `message` is shown above it and `typed` fills it again (never a
 * password).
 */
export interface ActForm {
  permintaan: string;
  /** Empty for HAI, which has no officers. */
  officers: Option[];
  typed: Record<string, string>;
  /** Files that came with the form before. */
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
  unsent: Unsent | null;
  /** The day-by-day explanation of the deadline. */
  whyHref: string;
  /** For supervisors only: what the workflow waits for, and until when. */
  next: { text: string; at: string } | null;
  /** For supervisors only. */
  workflowUrl: string | null;
  /** Colleagues who have it open. */
  others: string[];
  /** What this browser just did to it. */
  done: string | null;
}

/** What a Kuasa BUN unit's form asks besides the Satker's (specification.md 4). */
export interface KuasaBunRecordPage {
  type: AskerType;
  types: Option[];
  methods: Option[];
  destinations: Option[];
  /** Empty for a KPPN asker, whose ticket nobody signs. */
  officers: Option[];
  /** Only if the recorder is no KPPN and the asker has no KPPN; otherwise null. */
  kppn: UnitPicker | null;
  /** The recorder is the Kanwil that *Kirim ke Kanwil DJPBN* leads to, whatever the KPPN. */
  ownKanwil: boolean;
}

export interface RecordPage {
  permintaan: string;
  customers: Option[];
  services: Option[];
  /** Null on a Satker's form. */
  kuasaBun: KuasaBunRecordPage | null;
  /** The text that narrows the customers. */
  cari: string;
  typed: Record<string, string>;
  /** Files that came with the form before. */
  files: FileItem[];
  errors: FieldErrors;
  message: string | null;
}
