import { firstYear, yearIn } from '../../domain/dates.ts';
import { managesCustomers, watchesCustomers } from '../../domain/customers.ts';
import {
  isAdministrator,
  isKuasaBun,
  isSupervisor,
  mayReplyForHai,
  mayReport,
  sees,
} from '../../domain/roles.ts';
import type { Account, WebContext } from '../context.ts';
import { unreadOf } from './unread.ts';
import { unrecordedOf } from './unrecorded.ts';
import { pageAddress } from '../http/page-address.ts';
import type { Frame, Menu } from './pages.ts';
import { renderPage } from './render.ts';
import type { Pages } from './views.ts';

/** The menus of this account (specification.md 2). */
function menusOf(account: Account): Menu[] {
  const menus: Menu[] = [];
  if (watchesCustomers(account)) {
    const description = managesCustomers(account)
      ? 'Merekam data pengguna layanan, memantau data pengguna'
      : 'Memantau data pengguna';
    menus.push({ href: '/pengguna', label: 'Data Pengguna Layanan', description });
  }
  if (mayReplyForHai(account)) {
    menus.push({
      href: '/hai',
      label: 'Antrean HAI',
      description: 'Membalas tiket yang dieskalasi ke HAI-DJPBN',
    });
  }
  if (sees(account) !== 'none') {
    const description =
      account.unitType === 'SATKER' || isKuasaBun(account)
        ? 'Merekam data layanan/permasalahan dan memantau penyelesaiannya'
        : 'Memantau data layanan/permasalahan dan penyelesaiannya';
    menus.push({ href: '/tiket', label: 'Data Rekam Layanan/Permasalahan', description });
  }
  if (mayReport(account)) {
    const description = 'Memantau dan mencetak (PDF/Excel) laporan layanan/permasalahan';
    menus.push({ href: '/laporan', label: 'Laporan Layanan/Permasalahan', description });
  }
  if (isAdministrator(account)) {
    menus.push({
      href: '/kalender',
      label: 'Kalender Kerja',
      description: 'Hari libur, jam layanan dan batas waktu',
    });
    menus.push({
      href: '/surat-keluar',
      label: 'E-mail Keluar',
      description: 'Melihat e-mail kepada penanya dan unit, beserta statusnya',
    });
  }
  if (isSupervisor(account)) {
    const description = 'Memantau tindak lanjut unit dalam angka dan grafik';
    menus.push({ href: '/pemantauan', label: 'Pemantauan', description });
  }
  if (sees(account) !== 'none') {
    const description = 'Mengambil berkas PDF, Excel, dan CSV dari daftar yang panjang';
    menus.push({ href: '/unduhan', label: 'Unduhan', description });
  }
  return menus;
}

/** The years to choose from, this year first. */
export function yearsOf(zone: string): number[] {
  const thisYear = yearIn(new Date(), zone);
  return Array.from({ length: thisYear - firstYear + 1 }, (_, back) => thisYear - back);
}

/** The layout's contents around a page. */
export function frameOf(c: WebContext, title: string, unread: number | null = null): Frame {
  const account = c.get('account') as Account | undefined;
  const path = pageAddress(c);
  if (!account) return { title, me: null, path, unsent: null };
  const years = yearsOf(account.zone);
  const { id, displayName: name, unitName, year } = account;
  const menus = menusOf(account);
  const me = { id, name, unitName, year, years, menus, bell: sees(account) !== 'none', unread };
  return { title, me, path, unsent: null };
}

/** A whole page inside the layout. Awaits `data` in parallel with what the layout needs. */
export async function page<View extends keyof Pages>(
  c: WebContext,
  view: View,
  title: string,
  data: Pages[View] | Promise<Pages[View]>,
  status: 200 | 409 | 413 | 415 | 422 | 429 | 503 = 200,
): Promise<Response> {
  const account = c.get('account') as Account | undefined;
  const [shown, unread, unsent] = await Promise.all([
    data,
    account ? unreadOf(c.get('services').prisma, account) : null,
    account ? unrecordedOf(c) : null,
  ]);
  return c.html(renderPage(view, { ...frameOf(c, title, unread), unsent }, shown), status);
}

/** Whether htmx asks for a part of a page. */
export const wantsPart = (c: WebContext): boolean => c.req.header('hx-request-type') === 'partial';
