import { countedTo } from '../lists/ticket-find.ts';
import type { WebContext } from './context.ts';
import type { Paging } from './pages.ts';

export const pageSize = 20;

export function pageNumber(c: WebContext): number {
  const given = c.req.query('halaman') ?? '';
  return /^[1-9][0-9]{0,5}$/.test(given) ? Number(given) : 1;
}

/** The neighbours' addresses and where this page stands; `total` counts to `countedTo` + 1 at most. */
export function pagingOf(
  path: string,
  query: Record<string, string>,
  number: number,
  rows: number,
  total: number,
): Paging {
  const address = (to: number): string => {
    const kept = Object.entries({ ...query, halaman: to === 1 ? '' : String(to) }).filter(
      ([, value]) => value !== '',
    );
    return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept).toString()}`;
  };
  const first = (number - 1) * pageSize + 1;
  const many = total > countedTo;
  const all = many ? `${countedTo.toLocaleString('id-ID')}+` : String(total);
  const more = many ? rows === pageSize : first + rows - 1 < total;
  return {
    page: number,
    previous: number > 1 ? address(number - 1) : null,
    next: more ? address(number + 1) : null,
    summary: rows === 0 ? `0 dari ${all}` : `${first}–${first + rows - 1} dari ${all}`,
  };
}
