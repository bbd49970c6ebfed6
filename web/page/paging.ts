import { isReference } from '../../domain/reference.ts';
import { countedTo } from '../../lists/ticket-find.ts';
import type { ListPosition } from '../../lists/ticket-order.ts';
import type { WebContext } from '../context.ts';
import type { Paging } from './pages.ts';

/** Rows of a page by default. */
export const pageSize = 20;

/** Values of `ukuran`. */
const pageSizes = [pageSize, 50, 100];

/** The page number of the address; 1 if invalid. */
export function pageNumber(c: WebContext): number {
  const given = c.req.query('halaman') ?? '';
  return /^[1-9][0-9]{0,5}$/.test(given) ? Number(given) : 1;
}

/** The page to show instead of one past the end: the last page, or the first if the end is unknown. */
export const lastPage = (total: number, size: number): number =>
  total > countedTo ? 1 : Math.max(1, Math.ceil(total / size));

export const askedSize = (c: WebContext): number =>
  pageSizes.find((size) => String(size) === c.req.query('ukuran')) ?? pageSize;

/** The page's neighbours in the list. */
export interface Places {
  setelah?: ListPosition;
  sebelum?: ListPosition;
}

/**
 * The address's place, before or after which its page lies; so a page far into a list reads none of those before it.
 */
export function askedPlaces(c: WebContext): Places {
  const place = (name: string): ListPosition | null => {
    const [value = '', reference = ''] = (c.req.query(name) ?? '').split('~', 2);
    const instant = /^20[0-9]{2}-/.test(value) ? new Date(value) : null;
    const known = instant !== null && !Number.isNaN(instant.getTime()) && instant.toISOString() === value;
    return known && isReference(reference) ? { value, reference } : null;
  };
  const [setelah, sebelum] = [place('setelah'), place('sebelum')];
  return sebelum ? { sebelum } : setelah ? { setelah } : {};
}

/** A list's address, without empty parameters. */
export function addressOf(path: string, query: Record<string, string>): string {
  const kept = Object.entries(query).filter(([, value]) => value !== '');
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept).toString()}`;
}

const placeText = ({ value, reference }: ListPosition): string => `${value}~${reference}`;

const texts = (places: Places = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(places).map(([name, place]: [string, ListPosition]) => [name, placeText(place)]),
  );

interface Turned {
  path: string;
  /** The filter, without page and size. */
  query: Record<string, string>;
  number: number;
  /** Absent if it can't be chosen. */
  size?: number;
  rows: number;
  /** Counted up to `countedTo` + 1. */
  total: number;
  /** Whether rows follow, if known. */
  more?: boolean;
  /** The places in the address. */
  asked?: Places;
  /** Places of the first and last row, for lists that can continue from them. */
  places?: { first: ListPosition; last: ListPosition } | undefined;
}

/** The neighbours' addresses, and this page's position. */
export function pagingOf({
  path,
  query,
  number,
  rows,
  total,
  more,
  asked,
  places,
  ...chosen
}: Turned): Paging {
  const size = chosen.size ?? pageSize;
  const address = (over: Record<string, string>): string =>
    addressOf(path, { ...query, ukuran: size === pageSize ? '' : String(size), ...over });
  const sized = (to: number): string => address({ ukuran: to === pageSize ? '' : String(to) });
  const turn = (to: number, place: Record<string, string>): string =>
    address(to === 1 ? {} : { halaman: String(to), ...place });
  const first = (number - 1) * size + 1;
  const many = total > countedTo;
  const all = many ? `${countedTo.toLocaleString('id-ID')}+` : String(total);
  const goesOn = more ?? (many ? rows === size : first + rows - 1 < total);
  return {
    page: number,
    again: address({ halaman: number === 1 ? '' : String(number), ...texts(asked), segar: '1' }),
    previous: number > 1 ? turn(number - 1, texts(places && { sebelum: places.first })) : null,
    next: goesOn ? turn(number + 1, texts(places && { setelah: places.last })) : null,
    summary: rows === 0 ? `0 dari ${all}` : `${first}–${first + rows - 1} dari ${all}`,
    sizes:
      chosen.size === undefined
        ? []
        : pageSizes.map((to) => ({ size: to, href: to === size ? null : sized(to) })),
  };
}
