/** Data of the templates of notifications and outgoing mail. */
import type { FieldErrors } from '../forms/types.ts';
import type { NoticeKind } from '../../domain/notices.ts';
import type { MailState } from '../../prisma/generated/client.ts';
import type { NewestPaging } from '../page/newest.ts';

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

/** Which mails an account wants, and where they go. */
export interface NoticeSettingsPage {
  permintaan: string;
  address: string;
  choices: { name: NoticeKind; label: string; wanted: boolean }[];
  /** The mail server's answer if it refused the address. */
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
  /** Null while it is pending. */
  settledAt: string | null;
}

export interface MailListPage extends NewestPaging {
  rows: MailRow[];
  /** Whether a mail server is set. */
  sends: boolean;
}

export interface MailPage extends MailRow {
  text: string;
  /** Explains the state. */
  explanation: string;
  /** The mail server's answer; null when there is none. */
  note: string | null;
}
