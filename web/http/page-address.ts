import type { WebContext } from '../context.ts';

/** Addresses that forms are sent to, and the pages that show them. */
const formPages: [RegExp, string][] = [
  [/^\/unduhan\b.*/, '/unduhan'],
  [/^\/(tiket|laporan)\/filter\b.*/, '/$1/filter'],
  [/^\/tiket(\/baru(\/.*)?)?$/, '/tiket/baru'],
  [/^(\/tiket\/[^/]+)\/[^/]+$/, '$1'],
  [/^\/pengguna$/, '/pengguna/baru'],
  [/^\/pengguna\/tautan$/, '/pengguna/cari-email'],
  [/^(\/pengguna\/[^/]+)$/, '$1/ubah'],
  [/^(\/pengguna\/[^/]+\/hapus)$/, '$1'],
];

/** Where the request's page is asked for by GET: of a form that was sent, the page that shows it; else the menu. */
export function pageAddress(c: WebContext): string {
  const { pathname, search } = new URL(c.req.url);
  if (c.req.method === 'GET') return pathname + search;
  const [form, page] = formPages.find(([known]) => known.test(pathname)) ?? [];
  return form && page && c.req.method === 'POST' ? pathname.replace(form, page) + search : '/';
}
