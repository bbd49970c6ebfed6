import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'node-html-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildAssets } from '../../../web/page/build-assets.ts';
import type { Frame } from '../../../web/page/pages.ts';
import type { Fragments, Pages } from '../../../web/page/views.ts';
import type { ActForm, TicketPage } from '../../../web/tickets/types.ts';
import { escapeHtml, renderPage, renderPart } from '../../../web/page/render.ts';
import { fragments, frame, pages, signInPage } from './data.ts';
import { blankForm, recordPage, ticketPage } from './ticket-data.ts';

const hostile = '"><svg onload=alert(1)>\' & \0 \ud800';
const longWord = 'W'.repeat(5000);

beforeAll(() => {
  buildAssets();
});

/** The pages by name, and the parts alone. */
function everyView(text: string): [string, () => string][] {
  const [page, part] = [pages(text), fragments(text)];
  const whole = <View extends keyof Pages>(view: View) => renderPage(view, frame(text), page[view]);
  const alone = <View extends keyof Fragments>(view: View) => renderPart(view, part[view]);
  return [
    ...(Object.keys(page) as (keyof Pages)[]).map((view): [string, () => string] => [
      view,
      () => whole(view),
    ]),
    ...(Object.keys(part) as (keyof Fragments)[]).map((view): [string, () => string] => [
      view,
      () => alone(view),
    ]),
  ];
}

/** The bell shows no typed text. */
const typedIn = (text: string) => everyView(text).filter(([view]) => view !== '_bell');

describe('typed text', () => {
  test.each(typedIn(hostile))('is escaped on %s', (_view, render) => {
    const html = render();
    expect(html).not.toContain('<svg onload');
    expect(html).not.toContain('\0');
    expect(html.isWellFormed()).toBe(true);
    expect(html).toContain('&quot;&gt;&lt;svg onload=alert(1)&gt;&#39; &amp; \uFFFD \uFFFD');
  });

  test.each(typedIn(longWord))('may be one very long word on %s', (_view, render) => {
    expect(render()).toContain(longWord);
  });

  test.each(everyView('Teks'))('leaves no null, undefined or object on %s', (_view, render) => {
    expect(render()).not.toMatch(/\b(null|undefined|NaN)\b|\[object/);
  });

  test.each(everyView('Teks'))('uses one word for each thing on %s', (_view, render) => {
    expect(parse(render()).textContent).not.toMatch(/\bemail\b|notifikasi|\bsurat\b|\bmonitoring\b|\d %/i);
  });

  test.each(everyView('Teks'))('shows what was done in green on %s', (_view, render) => {
    const said = parse(render()).querySelectorAll('p.notice[role=status]');
    expect(said.every((line) => line.classList.contains('notice--done'))).toBe(true);
  });

  test('prints nothing for nothing', () => {
    expect([escapeHtml(null), escapeHtml(undefined), escapeHtml(0), escapeHtml('')]).toEqual([
      '',
      '',
      '0',
      '',
    ]);
  });
});

test.each([
  ['/', ['page', undefined]],
  ['/menu?q=tiket', ['true', undefined]],
  ['/tiket?q=a', [undefined, 'page']],
  ['/tiket/HAI-531160406', [undefined, 'true']],
  ['/tiketku', [undefined, undefined]],
])('%s marks its own menu', (path, marks) => {
  const html = renderPage('menu', { ...frame('Teks'), path }, { q: '', missing: [] });
  const links = parse(html).querySelectorAll('.navigation__link');
  expect(links.map((link) => link.getAttribute('aria-current'))).toEqual(marks);
});

describe('the templates', () => {
  const folder = new URL('../../../web/views/', import.meta.url);
  const views = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.eta'),
  );

  test.each(views)('%s prints unescaped only what another template rendered', (view) => {
    const source = readFileSync(new URL(view, folder), 'utf8');
    for (const [, printed] of source.matchAll(/<%~\s*(.*?)%>/gs)) {
      expect(printed).toMatch(/^(include\('|it\.body )/);
    }
  });

  test.each(views)('%s keeps to the content security policy and quotes its attributes', (view) => {
    const source = readFileSync(new URL(view, folder), 'utf8');
    expect(source).not.toMatch(/\s(style|on[a-z]+|hx-on[^=]*)=|<style|<script(?![^>]* src=)|js:/);
    expect(source).not.toMatch(/=<%/);
  });
});

describe('a rejected form', () => {
  const refused: ActForm = {
    ...blankForm,
    typed: { jawaban: 'Baris satu\nBaris dua', petugas: 'o2', passwordCso: 'rahasia-sekali' },
    errors: { passwordCso: 'Password CSO salah' },
  };
  const html = (page: Partial<TicketPage>) =>
    renderPage('tickets/show', without, { ...ticketPage('Teks'), ...page });
  const without: Frame = { title: 'Tiket', me: null, unsent: null, path: '/tiket/HAI-531160406' };

  test('keeps the text and the officer, never the password', () => {
    const page = html({ answer: refused });
    expect(page).toContain('Baris satu\nBaris dua</textarea>');
    expect(page).toContain('<option value="o2" selected>');
    expect(page).not.toContain('rahasia-sekali');
    const typed = { ...signInPage, password: 'rahasia-sekali' };
    expect(renderPage('sign-in', without, typed)).not.toContain('rahasia-sekali');
  });

  test('links the message to its field, and the summary to the field', () => {
    const page = html({ answer: refused });
    expect(page).toContain('<a href="#jawaban-passwordCso">Password CSO salah</a>');
    const field = /<input[^>]*id="jawaban-passwordCso"[^>]*>/.exec(page)?.[0];
    expect(field).toContain('aria-describedby="jawaban-passwordCso-galat"');
    expect(field).toContain('aria-invalid="true"');
    expect(page).toMatch(/id="jawaban-passwordCso-galat">.*Password CSO salah/);
    expect(page).toContain('<title>Perlu diperbaiki: Tiket – Dashboard CSO Online</title>');
  });

  test('shows the form chosen under Status Tiket', () => {
    expect(html({ answer: refused })).toMatch(/id="pilih-jawaban"[^>]* checked>/);
    expect(html({ escalate: refused })).toMatch(/id="pilih-eskalasi"[^>]* checked>/);
  });

  test('keeps every answer of Rekam Tiket', () => {
    const page = renderPage('tickets/new', without, {
      ...recordPage('Teks'),
      typed: { subjek: 'Subjek saya', penanya: 'c2', pertanyaan: 'Pertanyaan saya', layanan: 'MPN_G2' },
      errors: { layanan: 'Pilih tujuan' },
    });
    expect(page).toContain('value="Subjek saya"');
    expect(page).toContain('<option value="c2" selected>');
    expect(page).toContain('Pertanyaan saya</textarea>');
    expect(page).toMatch(/value="MPN_G2" required checked>/);
    expect(page).toContain('aria-describedby="layanan-galat"');
  });
});

test('a chart is an image with a name, which says that its numbers follow', () => {
  const html = renderPage('monitoring/show', frame('Teks'), pages('Teks')['monitoring/show']);
  for (const chart of parse(html).querySelectorAll('.chart svg')) {
    const named = (chart.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => chart.querySelector(`#${id}`));
    expect(chart.getAttribute('role')).toBe('img');
    expect(named.map((name) => name?.textContent)).toEqual([
      expect.stringMatching(/^Grafik .*: tiket menurut hasilnya$/),
      'Angkanya ada di tabel di bawah.',
    ]);
  }
});

test('a part has the same markup alone and in its page', () => {
  const data = ticketPage('Teks');
  const page = renderPage('tickets/show', { title: 'Tiket', me: null, unsent: null, path: '/' }, data);
  const part = renderPart('tickets/_live', data);
  expect(page).toContain(part);
  expect(part).not.toContain('<html');
  expect(part).not.toContain('<form');
});
