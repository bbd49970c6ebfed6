import { Hono } from 'hono';
import { managesCustomers, watchesCustomers } from '../../domain/customers.ts';
import { askerTypeLabels, askerTypes } from '../../domain/values.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Web, WebContext } from '../context.ts';
import { correctableCustomers } from '../../customers/reach.ts';
import { newestCustomers } from '../../customers/search.ts';
import { personOf, withUnit } from './shown.ts';
import { queryText } from '../forms/forms.ts';
import { page, wantsPart } from '../page/frame.ts';
import { optionsOf } from '../forms/options.ts';
import { countedTo } from '../../lists/ticket-find.ts';
import { pageNumber, pageSize, pagingOf } from '../page/paging.ts';
import type { CustomerListPage } from './types.ts';
import { forbidden } from '../http/problems.ts';
import { renderPart } from '../page/render.ts';
import { containing, foldedText, inName } from '../../lists/containing.ts';

/** Data Pengguna Layanan (specification.md 3). */
export const customerList = new Hono<Web>();

customerList.get('/', async (c) => {
  const data = await customerListOf(c);
  return wantsPart(c)
    ? c.html(renderPart('customers/_rows', data))
    : page(c, 'customers/list', 'Data Pengguna Layanan', data);
});

/** The unit's people by the address's filter, newest first. */
export async function customerListOf(c: WebContext, done: string | null = null): Promise<CustomerListPage> {
  const account = c.get('account');
  if (!watchesCustomers(account)) throw forbidden();
  const forSatker = account.unitType === 'SATKER';
  const q = queryText(c, 'q');
  const jenis = (!forSatker && askerTypes.find((known) => known === c.req.query('jenis'))) || '';
  const satker = forSatker ? '' : queryText(c, 'satker');
  const filter = { q, jenis, satker } satisfies Filter;
  const { number, customers, correctable, total } = await find(c, await conditionsOf(c, filter));
  const rows = customers.map((customer, index) => ({
    no: (number - 1) * pageSize + index + 1,
    ...personOf(customer),
    corrects: correctable.has(customer.id),
  }));
  const given = Object.entries({ ...filter, halaman: String(number) }).filter(([, value]) => value !== '');
  return {
    ...filter,
    manages: managesCustomers(account),
    forSatker,
    types: optionsOf(askerTypes, askerTypeLabels),
    filtered: Object.values(filter).some((value) => value !== ''),
    rows,
    paging: pagingOf({ path: '/pengguna', query: filter, number, rows: rows.length, total }),
    query: new URLSearchParams(given).toString(),
    done,
  };
}

/** Last page that is read; later ones show this one, so that no address reads the whole country. */
const furthestPage = 500;

interface Filter {
  q: string;
  jenis: (typeof askerTypes)[number] | '';
  satker: string;
}

async function conditionsOf(c: WebContext, { q, jenis, satker }: Filter) {
  const { prisma } = c.get('services');
  const conditions: Prisma.CustomerWhereInput[] = [];
  if (q !== '') conditions.push({ OR: [inName(await foldedText(prisma, q)), { email: containing(q) }] });
  if (jenis !== '') conditions.push({ type: jenis });
  if (satker !== '') {
    const { contains: code } = containing(satker);
    const unit = { OR: [{ code: { startsWith: code } }, inName(await foldedText(prisma, satker))] };
    conditions.push({ type: 'SATKER', unit });
  }
  return conditions;
}

/** The address's page, or the last page if that is empty, as after removing the last person on a page. */
async function find(c: WebContext, conditions: Prisma.CustomerWhereInput[]) {
  const { prisma } = c.get('services');
  const asked = pageNumber(c);
  const most = Math.max(countedTo, Math.min(asked, furthestPage) * pageSize) + 1;
  const ids = await newestCustomers(prisma, c.get('account'), conditions, most);
  const number = Math.min(asked, Math.max(1, Math.ceil(ids.length / pageSize)));
  const shown = ids.slice((number - 1) * pageSize, number * pageSize);
  const [customers, own] = await Promise.all([
    prisma.customer.findMany({ where: { id: { in: shown } }, orderBy: { id: 'desc' }, include: withUnit }),
    prisma.customer.findMany({
      where: { AND: [{ id: { in: shown } }, correctableCustomers(c.get('account'))] },
      select: { id: true },
    }),
  ]);
  return { number, customers, correctable: new Set(own.map(({ id }) => id)), total: ids.length };
}
