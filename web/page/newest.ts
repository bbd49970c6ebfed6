/** Paging by row number, newest first: a page continues from the last row shown, so deep pages cost no more. */
import type { WebContext } from '../context.ts';
import { pageSize } from './paging.ts';

/** A row's number in an address or form; null if invalid. */
export const rowNumber = (typed: string): number | null =>
  /^[1-9][0-9]{0,8}$/.test(typed) ? Number(typed) : null;

const beyondAll = 2_147_483_647;

export interface NewestPaging {
  /** Addresses of the newest rows and of the next page; null if there is none. */
  newestHref: string | null;
  olderHref: string | null;
}

/** The bounds of the address's page (`sebelum`): rows below `from`, and one more than a page shows. */
export function bounded(c: WebContext, path: string) {
  const before = rowNumber(c.req.query('sebelum') ?? '');
  const pagesOf = <Row extends { id: number }>(rows: Row[]): { shown: Row[]; paging: NewestPaging } => {
    const shown = rows.slice(0, pageSize);
    const last = shown.at(-1);
    const olderHref = rows.length > pageSize && last ? `${path}?sebelum=${last.id}` : null;
    return { shown, paging: { newestHref: before === null ? null : path, olderHref } };
  };
  return { from: before ?? beyondAll, limit: pageSize + 1, pagesOf };
}
