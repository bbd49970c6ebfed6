/** What the templates of tickets, their lists and their forms are given. */
import type { FieldErrors, FileItem, Option, UnitPicker } from '../forms/types.ts';
import type { Sla } from '../../domain/sla.ts';
import type { AskerType, EventKind, Status } from '../../domain/values.ts';
import type { Paging, TicketTable } from '../page/pages.ts';

/** The filter above a list of tickets, with what it offers. */
export interface FilterForm {
  values: Record<string, string>;
  /** What was given and narrows nothing, for it is not what the field holds. */
  errors: FieldErrors;
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

/** Rekap Tiket, or the Laporan. */
export interface TicketListPage {
  path: string;
  title: string;
  /** A satker's list has fewer columns (specification.md 4). */
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
  /** The list as files. */
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

/** What was typed, not recorded, and has no form any more; shown to be copied. */
export interface Unsent {
  message: string;
  texts: { label: string; text: string }[];
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
  /** Where the deadline is explained day by day. */
  whyHref: string;
  /** For supervisors alone: what the workflow waits for now, and until when. */
  next: { text: string; at: string } | null;
  /** For supervisors alone. */
  workflowUrl: string | null;
  /** Colleagues who have it open, too. */
  others: string[];
  /** What was just done to it from this browser. */
  done: string | null;
}

/** What a Kuasa BUN unit's form asks beside the Satker's (specification.md 4). */
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
