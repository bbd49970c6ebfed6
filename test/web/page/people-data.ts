/** Pages of customers, notifications, mails and exports, with the same text wherever somebody may have typed one. */
import type {
  CustomerFindPage,
  CustomerFormPage,
  CustomerListPage,
  ShownPerson,
} from '../../../web/customers/types.ts';
import type { ExportListPage, ExportOfferPage } from '../../../web/exports/types.ts';
import type { MailPage, NoticeListPage, NoticeSettingsPage } from '../../../web/notices/types.ts';
import { listPage } from './ticket-data.ts';

export const person = (text: string): ShownPerson => ({
  id: 7,
  name: text,
  email: text,
  agency: text,
  agencyName: text,
  emailRefusal: text,
});

export const customerListPage = (text: string): CustomerListPage => ({
  manages: true,
  forSatker: false,
  types: [{ value: text, label: text }],
  q: text,
  jenis: text,
  satker: text,
  filtered: true,
  rows: [{ ...person(text), corrects: true, no: 1 }],
  paging: listPage(text).paging,
  query: text,
  done: text,
});

export const customerFindPage = (text: string): CustomerFindPage => ({
  email: text,
  kembali: text,
  errors: { email: text },
  message: text,
  permintaan: text,
  found: { state: 'here', person: person(text), pick: text, corrects: true },
});

export function customerFormPage(text: string): CustomerFormPage {
  const picker = { options: [{ value: text, label: text }], cari: text, narrows: true };
  return {
    ...{ title: text, action: text, again: text, clearHref: text, copyOf: text, kembali: text },
    permintaan: text,
    kuasaBun: { types: picker.options, satker: picker, kppn: picker, kppnRequired: true },
    typed: { nama: text, email: text, satker: text },
    errors: { satker: text },
    message: text,
    registered: true,
  };
}

export function noticeListPage(text: string): NoticeListPage {
  const when = { iso: text, at: text };
  const notice = { id: 7, kind: 'NEW', label: text, reference: text, subject: text, ...when } as const;
  return {
    rows: [
      { ...notice, unread: true },
      { ...notice, id: 6, unread: false },
    ],
    newest: 7,
    anyUnread: true,
    newestHref: text,
    olderHref: text,
  };
}

export const noticeSettingsPage = (text: string): NoticeSettingsPage => ({
  permintaan: text,
  address: text,
  choices: [{ name: 'NEW', label: text, wanted: true }],
  refusal: text,
  saved: true,
  errors: { email: text },
  message: text,
});

export const mailPage = (text: string): MailPage => ({
  no: 7,
  kind: text,
  state: 'REFUSED',
  stateLabel: text,
  address: text,
  subject: text,
  createdAt: text,
  settledAt: text,
  text,
  explanation: text,
  note: text,
});

export function exportListPage(text: string): ExportListPage {
  const shown = { id: text, title: text, format: text, filter: text, createdAt: text, detail: text };
  return {
    rows: [
      { ...shown, state: 'running', stateLabel: text, percent: 50 },
      { ...shown, state: 'completed', stateLabel: text, percent: 100 },
    ],
    message: text,
  };
}

export const exportOfferPage = (text: string): ExportOfferPage => ({
  title: text,
  back: text,
  format: text,
  most: text,
  fields: [{ name: text, value: text }],
});
