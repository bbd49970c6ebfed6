/** The year of a list belongs to its address, so that a link or a download means what the screen shows, in every tab. */
import { createMiddleware } from 'hono/factory';
import type { Web, WebContext } from '../context.ts';
import { queryText } from '../forms/forms.ts';
import { yearsOf } from './frame.ts';

/** The request's year is this one, if it can be worked on; otherwise that of the log-in (contract.md: `tahun`). */
export function setYear(c: WebContext, tahun: string): void {
  const account = c.get('account');
  const year = yearsOf(account.zone).find((known) => String(known) === tahun);
  if (year !== undefined) c.set('account', { ...account, year });
}

export const ofItsYear = createMiddleware<Web>(async (c, next) => {
  setYear(c, queryText(c, 'tahun'));
  await next();
});

/** What a list's address says besides its filter. */
export const yearOf = (c: WebContext): { tahun: string } => ({ tahun: String(c.get('account').year) });
