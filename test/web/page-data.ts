/** Every page with the same text wherever somebody may have typed one. */
import type { CalendarChangePage, CalendarPreviewPage, CalendarYearPage } from '../../web/calendar/types.ts';
import type { NoticeListPage } from '../../web/notices/types.ts';
import type { ErrorPage, Frame, SignInPage } from '../../web/page/pages.ts';
import type {
  ActForm,
  HaiQueuePage,
  RecordPage,
  TicketListPage,
  TicketPage,
} from '../../web/tickets/types.ts';
import type { TicketRow } from '../../lists/ticket-rows.ts';

export const blankForm: ActForm = {
  permintaan: 'kunci-1',
  officers: [
    { value: 'o1', label: 'CSO 1 Pekanbaru' },
    { value: 'o2', label: 'SSO 1 Pekanbaru' },
  ],
  typed: {},
  files: [],
  errors: {},
  message: null,
};

export const signInPage: SignInPage = { username: '', next: '/', message: null, errors: {} };

export function ticketPage(text: string): TicketPage {
  const form: ActForm = {
    ...blankForm,
    permintaan: text,
    officers: [{ value: text, label: text }],
    typed: { jawaban: text, catatan: text, balasan: text },
    errors: { petugas: text },
    message: text,
  };
  return {
    reference: 'HAI-531160406',
    subject: text,
    status: 'WAITING',
    statusLabel: 'Menunggu konfirmasi/respon dari KPPN',
    askerName: text,
    askerEmail: text,
    askerAgency: text,
    method: 'Diinput pada OMSPAN Satker',
    service: null,
    officer: text,
    handlingUnit: text,
    openedAt: '31 Mei 2026 16.04 WIB',
    dueAt: '8 Juni 2026 17.00 WIB',
    sla: { state: 'DUE_SOON', text: 'sisa 3 jam' },
    resolution: null,
    thread: [
      {
        seq: 1,
        kind: 'RECORDED',
        title: 'Pertanyaan',
        author: text,
        iso: '2026-05-31T09:04:06Z',
        at: '31 Mei 2026 16.04 WIB',
        body: text,
        files: [{ id: text, name: text, detail: text }],
      },
    ],
    answer: form,
    escalate: { ...form, errors: {}, message: null },
    complete: form,
    haiReply: form,
    whyHref: text,
    next: { text, at: text },
    workflowUrl: '/alur/namespaces/default/workflows/HAI-531160406',
    others: ['Kepala Seksi MSKI'],
  };
}

export function recordPage(text: string): RecordPage {
  return {
    permintaan: text,
    customers: [
      { value: 'c1', label: text },
      { value: 'c2', label: 'Sari Wulandari' },
    ],
    services: [
      { value: 'PERBENDAHARAAN', label: 'Layanan Perbendaharaan' },
      { value: 'MPN_G2', label: 'MPN-G2' },
    ],
    cari: text,
    kuasaBun: null,
    typed: { subjek: text, pertanyaan: text },
    files: [{ id: text, name: text, detail: text }],
    errors: {},
    message: null,
  };
}

function row(text: string): TicketRow {
  return {
    no: 1,
    href: '/tiket/HAI-531160406',
    reference: 'HAI-531160406',
    subject: text,
    agency: text,
    askerType: 'MASYARAKAT/UMUM',
    name: text,
    email: text,
    openedAt: '31 Mei 2026 16.04',
    method: 'Telepon',
    officer: text,
    status: 'WAITING',
    statusLabel: 'Menunggu konfirmasi/respon dari KPPN',
    sla: { state: 'OVERDUE', text: 'lewat 1 hari' },
    resolution: null,
    unread: true,
  };
}

function listPage(text: string): TicketListPage {
  const again = '/tiket?segar=1';
  const sizes = [{ size: 20, href: null }];
  const paging = { page: 1, again, previous: null, next: '/tiket?halaman=2', summary: '1–1 dari 30', sizes };
  return {
    path: '/laporan',
    title: 'Laporan Layanan/Permasalahan',
    report: true,
    forSatker: false,
    mayRecord: true,
    heading: [text],
    filter: {
      values: { q: text, urut: '', satker: text },
      errors: { satker: text },
      byUnit: true,
      open: true,
      services: [],
      methods: [],
      types: [],
      slas: [],
      officers: [{ value: text, label: text }],
      units: [{ value: text, label: text }],
      cari: text,
      narrows: true,
    },
    filtered: true,
    saved: [{ id: text, name: text, href: '/tiket', shown: true }],
    saveHref: '/tiket/filter',
    nearest: [{ text, href: '/tiket' }],
    rows: [row(text)],
    paging,
  };
}

function errorPage(text: string): ErrorPage {
  const fields = [
    { name: 'permintaan', label: '', value: text },
    { name: 'jawaban', label: 'Jawaban', value: text },
  ];
  const files = { kept: [{ id: 'f1', name: text, detail: text }], error: text };
  return { status: 503, heading: text, text, logReference: text, retry: { action: '/tiket', fields, files } };
}

export function everyPage(text: string): { view: string; frame: Frame; data: object }[] {
  const menus = [{ href: '/tiket', label: text, description: text }];
  const me = {
    id: 'a1',
    name: text,
    unitName: text,
    year: 2026,
    years: [2026, 2025],
    menus,
    bell: true,
    unread: 3,
  };
  const frame: Frame = { title: text, me, path: `/?q=${text}` };
  const queue: HaiQueuePage = {
    q: text,
    rows: [{ ...row(text), unit: text, dueAt: '8 Juni 2026 17.00', replied: false }],
    paging: listPage(text).paging,
  };
  const notice = {
    id: 7,
    kind: 'NEW',
    label: text,
    reference: text,
    subject: text,
    iso: text,
    at: text,
    unread: true,
  } as const;
  const notices: NoticeListPage = {
    rows: [notice, { ...notice, id: 6, unread: false }],
    newest: 7,
    anyUnread: true,
    newestHref: text,
    olderHref: text,
  };
  const pages: [string, object][] = [
    ['sign-in', { ...signInPage, username: text, next: text, message: text, errors: { username: text } }],
    ['menu', { q: text, missing: [2028] }],
    ['tickets/list', listPage(text)],
    ['tickets/show', ticketPage(text)],
    ['tickets/new', recordPage(text)],
    ['hai/queue', queue],
    ['notices/list', notices],
    ['error', errorPage(text)],
    ...calendarPages(text),
  ];
  return pages.map(([view, data]) => ({ view, frame, data }));
}

function calendarPages(text: string): [string, object][] {
  const returned = { permintaan: text, typed: { nama: text }, errors: { nama: text }, message: text };
  const day = { number: 1, weekend: false, off: 'national' as const, names: [text], special: true };
  const year: CalendarYearPage = {
    year: 2026,
    previous: 2025,
    next: 2027,
    missing: [2028],
    months: [{ name: text, weeks: [[day, null, null, null, null, null, null]] }],
    days: [{ href: text, date: text, weekday: text, name: text, kind: text, where: text }],
    periods: [text],
  };
  const preview: CalendarPreviewPage = {
    action: text,
    back: text,
    fields: [{ name: text, value: text }],
    permintaan: text,
    version: 3,
    summary: text,
    detail: [text],
    count: 2,
    examples: [{ reference: text, unitName: text, from: text, to: text, note: text }],
    message: text,
  };
  const change: CalendarChangePage = {
    href: text,
    summary: text,
    author: text,
    at: text,
    detail: [text, text],
    touched: 2,
    moved: 1,
    finishedAt: null,
  };
  const form = { ...returned, title: text, action: text };
  const option = { value: text, label: text };
  const result = { place: text, openedAt: text, dueAt: text, warnAt: text };
  const days = [{ counted: true, date: text, count: text, why: text }];
  return [
    ['calendar/year', year],
    ['calendar/preview', preview],
    ['calendar/change', change],
    ['calendar/changes', { rows: [{ ...change, finished: false }], newestHref: text, olderHref: text }],
    ['calendar/day', { ...form, provinces: [option], kinds: [option] }],
    ['calendar/period', form],
    [
      'calendar/hours',
      { ...returned, periods: [{ href: text, name: text, first: text, last: text, hours: text }] },
    ],
    ['calendar/import', { permintaan: text, csv: text, faults: [text] }],
    ['calendar/calculator', { ...returned, places: [option], result: { ...result, days } }],
  ];
}
