/** Pages and parts of pages from the templates in views/. One partial serves the page and the fragment. */
import { Eta } from 'eta';
import { fileRules } from '../../domain/attachments.ts';
import { asTyped } from '../../domain/dates.ts';
import { blocksOf } from '../../domain/texts.ts';
import { slaStateLabels } from '../../domain/values.ts';
import { assetPath } from './assets.ts';
import type { Frame } from './pages.ts';
import type { Fragments, Pages, Shared } from './views.ts';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

type Printable = string | number | boolean | URLSearchParams | null | undefined;

/**
 * Null and undefined print nothing; characters that HTML can't contain (NUL, half a surrogate pair) print as a
 * replacement sign.
 */
export function escapeHtml(value: Printable): string {
  if (value === null || value === undefined) return '';
  const text = String(value).toWellFormed().replaceAll('\0', '\uFFFD');
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

const eta = new Eta({
  views: new URL('../views', import.meta.url).pathname,
  cache: true,
  autoEscape: true,
  escapeFunction: (value) => escapeHtml(value as Printable),
});

const shared: Shared = { slaLabels: slaStateLabels, asset: assetPath, asTyped, fileRules, blocksOf };

/** A whole page: the view inside the layout, which it finds as `it.frame`. */
export function renderPage<View extends keyof Pages>(view: View, frame: Frame, data: Pages[View]): string {
  const body = eta.render(view, { ...shared, ...data, frame });
  const refused = isRefused(data);
  const unsent = refused || view === 'error' || view === 'sign-in';
  return eta.render('layout', { ...shared, frame, body, refused, unsent });
}

/** A part by itself, for htmx. */
export function renderPart<View extends keyof Fragments>(view: View, data: Fragments[View]): string {
  return eta.render(view, { ...shared, ...data });
}

/** Whether the page shows errors. Its title then says so first, for screen readers. */
function isRefused(data: object): boolean {
  return hasErrors(data) || Object.values(data).some((part) => hasErrors(part) || hasMessage(part));
}

const hasErrors = (form: unknown): boolean =>
  isObject(form) && isObject(form['errors']) && Object.keys(form['errors']).length > 0;

const hasMessage = (form: unknown): boolean => isObject(form) && typeof form['message'] === 'string';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
