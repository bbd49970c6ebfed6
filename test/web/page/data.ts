/** Every page and part, with the same text wherever somebody may have typed one. */
import type { ErrorPage, Frame } from '../../../web/page/pages.ts';
import type { SignInPage } from '../../../web/sign-in/types.ts';
import type { Fragments, Pages } from '../../../web/page/views.ts';
import { calendarPages } from './calendar-data.ts';
import { monitoredPage, monitoringPage } from './monitoring-data.ts';
import {
  customerFindPage,
  customerFormPage,
  customerListPage,
  exportListPage,
  exportOfferPage,
  mailPage,
  noticeListPage,
  noticeSettingsPage,
  person,
} from './people-data.ts';
import { listPage, queuePage, recordPage, savedFiltersPage, ticketPage } from './ticket-data.ts';

export const signInPage: SignInPage = { username: '', next: '/', message: null, errors: {} };

function errorPage(text: string): ErrorPage {
  const fields = [
    { name: 'permintaan', label: '', value: text },
    { name: 'jawaban', label: 'Jawaban', value: text },
  ];
  const files = { kept: [{ id: 'f1', name: text, detail: text }], error: text };
  return { status: 503, heading: text, text, logReference: text, retry: { action: '/tiket', fields, files } };
}

export function frame(text: string): Frame {
  const menus = [{ href: '/tiket', label: text, description: text }];
  const me = { id: 'a1', name: text, unitName: text, year: 2026, years: [2026, 2025] };
  return { title: text, me: { ...me, menus, bell: true, unread: 3 }, path: `/?q=${text}`, unsent: null };
}

export function pages(text: string): Pages {
  const mail = mailPage(text);
  return {
    ...calendarPages(text),
    'customers/find': customerFindPage(text),
    'customers/form': customerFormPage(text),
    'customers/list': customerListPage(text),
    'customers/remove': { person: person(text), permintaan: text },
    error: errorPage(text),
    'exports/list': exportListPage(text),
    'exports/offer': exportOfferPage(text),
    'filters/saved': savedFiltersPage(text),
    'hai/queue': queuePage(text),
    'mails/list': { rows: [mail], sends: false, newestHref: text, olderHref: text },
    'mails/show': mail,
    menu: { q: text, missing: [2028] },
    'monitoring/show': monitoringPage(text),
    'monitoring/tickets': monitoredPage(text),
    'notices/list': noticeListPage(text),
    'notices/settings': noticeSettingsPage(text),
    'sign-in': { ...signInPage, username: text, next: text, message: text, errors: { username: text } },
    'tickets/list': listPage(text),
    'tickets/new': recordPage(text),
    'tickets/show': ticketPage(text),
  };
}

export function fragments(text: string): Fragments {
  const all = pages(text);
  return {
    _bell: { unread: 3 },
    '_unit-options': { options: [{ value: text, label: text }], cari: text, narrows: true, value: text },
    'calendar/_progress': all['calendar/change'],
    'customers/_rows': all['customers/list'],
    'exports/_rows': all['exports/list'],
    'hai/_rows': all['hai/queue'],
    'mails/_rows': all['mails/list'],
    'notices/_rows': all['notices/list'],
    'tickets/_live': all['tickets/show'],
    'tickets/_rows': all['tickets/list'],
  };
}
