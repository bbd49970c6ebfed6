/** Pages of tickets and their lists, with the same text wherever somebody may have typed one. */
import type { HaiQueuePage } from '../../../web/hai/types.ts';
import type { TicketTable } from '../../../web/page/pages.ts';
import type {
  ActForm,
  RecordPage,
  SavedFiltersPage,
  TicketListPage,
  TicketPage,
} from '../../../web/tickets/types.ts';

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
    unsent: { message: text, texts: [{ label: text, text }] },
    whyHref: text,
    next: { text, at: text },
    workflowUrl: '/alur/namespaces/default/workflows/HAI-531160406',
    others: ['Kepala Seksi MSKI'],
    done: text,
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

export function table(text: string): TicketTable {
  const ticket = { reference: 'HAI-531160406', subject: text, unread: true };
  const cell = { label: text, style: 'list__medium' };
  return {
    caption: text,
    headings: [
      { title: text, style: 'list__medium', href: '/laporan?urut=nama&arah=naik', order: 'descending' },
      { title: text, style: 'list__detail', href: null, order: null },
    ],
    rows: [
      {
        reference: ticket.reference,
        cells: [
          { ...cell, lines: [text, text] },
          { ...cell, ticket },
          { ...cell, tag: { style: 'WAITING', text }, sla: { state: 'DUE_SOON', text } },
          { ...cell, detail: ticket },
        ],
      },
    ],
  };
}

export function listPage(text: string): TicketListPage {
  const again = '/tiket?segar=1';
  const sizes = [{ size: 20, href: null }];
  const paging = { page: 1, again, previous: null, next: '/tiket?halaman=2', summary: '1–1 dari 30', sizes };
  return {
    path: '/laporan',
    title: 'Laporan Layanan/Permasalahan',
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
    period: text,
    filtered: true,
    saved: [{ id: text, name: text, href: '/tiket', shown: true }],
    saveHref: '/tiket/filter',
    clearHref: '/tiket?tahun=2026',
    elsewhere: [{ text, href: '/tiket?tahun=2025' }],
    nearest: [{ text, href: '/tiket' }],
    downloads: [{ label: text, href: '/laporan.pdf' }],
    orders: [{ value: '', label: text }],
    table: table(text),
    paging,
  };
}

export const queuePage = (text: string): HaiQueuePage => ({
  q: text,
  table: table(text),
  paging: listPage(text).paging,
});

export const savedFiltersPage = (text: string): SavedFiltersPage => ({
  path: '/tiket',
  title: text,
  words: text,
  query: text,
  permintaan: text,
  typed: { nama: text },
  errors: { nama: text },
  message: text,
  saved: [{ id: text, name: text, href: text, shown: false, permintaan: text }],
});
