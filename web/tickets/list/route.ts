import { Hono } from 'hono';
import { formatInstant } from '../../../domain/dates.ts';
import { exportFormats, formatLabels } from '../../../domain/exports.ts';
import { listTitles, mayList } from '../../../domain/lists.ts';
import type { ListName } from '../../../domain/lists.ts';
import { mayRecord } from '../../../domain/roles.ts';
import type { Account, Web, WebContext } from '../../context.ts';
import { queryText } from '../../forms/forms.ts';
import { page, wantsPart } from '../../page/frame.ts';
import { filterFormOf } from './filter-form.ts';
import { addressOf, askedPlaces, askedSize, lastPage, pageNumber, pagingOf } from '../../page/paging.ts';
import type { Places } from '../../page/paging.ts';
import { ordersOf, tableOf } from '../../page/ticket-table.ts';
import type { TicketListPage } from '../types.ts';
import { forbidden } from '../../http/problems.ts';
import { renderPart } from '../../page/render.ts';
import { savedFiltersOf } from './saved-filter-records.ts';
import { namesOf } from '../../../lists/filter-names.ts';
import type { FilterNames } from '../../../lists/filter-names.ts';
import { nearestTexts } from '../../../lists/nearest-words.ts';
import { isNarrowed, readFilter } from '../../../lists/ticket-filter.ts';
import type { TicketFilter } from '../../../lists/ticket-filter.ts';
import { countedTo, countTickets, findTickets } from '../../../lists/ticket-find.ts';
import { ticketColumns } from '../../../lists/columns.ts';
import { orderOf } from '../../../lists/ticket-order.ts';
import { calendars } from '../../../calendar/tables.ts';
import { rowMaker } from '../../../lists/ticket-rows.ts';
import type { ListedTicket } from '../../../lists/ticket-rows.ts';
import { headingOf, periodText } from '../../../reports/heading.ts';
import { otherYears } from '../../../lists/other-years.ts';
import type { YearCount } from '../../../lists/other-years.ts';
import { ofItsYear, yearOf } from '../../page/list-year.ts';

/** Rekap Tiket (specification.md 4). */
export const ticketList = new Hono<Web>();
/** Laporan Layanan/Permasalahan: the list with times (specification.md 7). */
export const reportList = new Hono<Web>();

ticketList.get('/', ofItsYear, (c) => showList(c, 'tiket'));
reportList.get('/', ofItsYear, (c) => showList(c, 'laporan'));

async function showList(c: WebContext, list: ListName): Promise<Response> {
  if (!mayList(c.get('account'), list)) throw forbidden();
  const data = listOf(c, list);
  return wantsPart(c)
    ? c.html(renderPart('tickets/_rows', await data))
    : page(c, 'tickets/list', listTitles[list], data);
}

async function listOf(c: WebContext, list: ListName): Promise<TicketListPage> {
  const account = c.get('account');
  const path = `/${list}`;
  const { prisma } = c.get('services');
  const filter = readFilter((name) => queryText(c, name));
  const size = askedSize(c);
  const asked = { number: pageNumber(c), places: askedPlaces(c) };
  const [there, total, form, saved, names, calendarAt] = await Promise.all([
    ticketsOfPage(c, filter, size, asked),
    countTickets(prisma, account, filter),
    filterFormOf(c, filter, size),
    savedFiltersOf(c, list, filter),
    namesOf(prisma, account, filter),
    calendars(prisma),
  ]);
  const pastTheEnd = there.tickets.length === 0 && total > 0;
  const shown = pastTheEnd
    ? await ticketsOfPage(c, filter, size, { number: lastPage(total, size), places: {} })
    : there;
  const { tickets, more, number } = shown;
  const order = orderOf(filter);
  const [first, last] = [tickets[0], tickets.at(-1)];
  const places =
    order.byDate && first && last ? { first: order.placeOf(first), last: order.placeOf(last) } : undefined;
  const none = total === 0;
  const elsewhere = none ? await otherYears(prisma, account, filter) : [];
  const nearest =
    none && elsewhere.length === 0 && filter.q !== '' ? await nearestTexts(prisma, account, filter) : [];
  const forSatker = account.unitType === 'SATKER';
  const columns = ticketColumns[list].filter(({ notForSatker }) => !(forSatker && notForSatker));
  const rows = rowMaker(calendarAt)(tickets, (number - 1) * size + 1);
  return {
    path,
    title: listTitles[list],
    forSatker,
    mayRecord: list === 'tiket' && mayRecord(account),
    heading: paperHeading(account, filter, names),
    period: filter.dari || filter.sampai ? periodText(filter, account) : null,
    filtered: isNarrowed(filter),
    filter: form,
    saved,
    saveHref: isNarrowed(filter) ? addressOf(`${path}/filter`, { ...filter, ...yearOf(c) }) : null,
    clearHref: addressOf(path, yearOf(c)),
    elsewhere: elsewhere.map((one) => ({
      text: inYear(one),
      href: addressOf(path, { ...form.values, tahun: String(one.year) }),
    })),
    nearest: nearest.map((text) => ({ text, href: addressOf(path, { ...form.values, q: text }) })),
    downloads: exportFormats.map((format) => ({
      label: formatLabels[format],
      href: addressOf(`${path}.${format}`, form.values),
    })),
    orders: ordersOf(columns),
    table: tableOf(listTitles[list], columns, rows, account.zone, { path, query: form.values }),
    paging: pagingOf({
      path,
      query: { ...filter, ...yearOf(c) },
      number,
      size,
      rows: tickets.length,
      total,
      more,
      asked: shown.places,
      places,
    }),
  };
}

/** "1 tiket di tahun 2025". */
const inYear = ({ year, count }: YearCount): string =>
  `${count > countedTo ? `${countedTo.toLocaleString('id-ID')}+` : count} tiket di tahun ${year}`;

/** Like a report's heading but without the time, because a page may be printed long after it was read. */
function paperHeading(account: Account, filter: TicketFilter, names: FilterNames): string[] {
  const now = new Date();
  const read = `Keadaan pada ${formatInstant(now, account.zone)}, dicetak oleh ${account.displayName}`;
  return [...headingOf(account, filter, now, names).slice(0, 3), read];
}

interface Turn {
  number: number;
  places: Places;
}

/** A page of the list, and whether another follows: reads one ticket more than it shows. */
async function ticketsOfPage(
  c: WebContext,
  filter: TicketFilter,
  size: number,
  turn: Turn,
): Promise<Turn & { tickets: ListedTicket[]; more: boolean }> {
  const { prisma } = c.get('services');
  const account = c.get('account');
  const { setelah = null, sebelum = null } = orderOf(filter).byDate ? turn.places : {};
  if (sebelum) {
    const tickets = await findTickets(prisma, account, {
      filter,
      take: size,
      from: sebelum,
      backwards: true,
      looker: account,
    });
    return { ...turn, tickets, more: true };
  }
  const skip = setelah ? 0 : (turn.number - 1) * size;
  const found = await findTickets(prisma, account, {
    filter,
    take: size + 1,
    skip,
    from: setelah,
    looker: account,
  });
  return { ...turn, tickets: found.slice(0, size), more: found.length > size };
}
