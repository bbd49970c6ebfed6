/** Every template reads only what its type has (web/page/views.ts, mail/letter.ts). */
import { readdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { faultsIn, readTemplate } from '../../support/templates.ts';

const web = new URL('../../../web/', import.meta.url).pathname;
const views = readdirSync(`${web}views`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.eta'))
  .map((name) => name.replace('.eta', ''));

const imports = `
  import type { Fragments, Pages, Partials, Shared } from '${web}page/views.ts';
  import type { Frame } from '${web}page/pages.ts';
  import type { LetterView } from '${web}../mail/letter.ts';
  type Part = Fragments & Partials;
  type View = { [Name in keyof Pages]: Pages[Name] & { frame: Frame } } & Part & { layout: Layout };
  interface Layout { frame: Frame; body: string; refused: boolean; unsent: boolean }`;

const typeOf = (view: string): string => `View['${view}'] & Shared`;

const madeUp = {
  path: 'web/views/made-up.eta',
  type: typeOf('tickets/show'),
  source: `<%= it.subjek %><%= it.sla.text %><%~ include('/_files', { files: [] }) %><%= it.thread %>`,
};

let faults: string[];
beforeAll(() => {
  const templates = [
    ...views.map((view) => readTemplate(`web/views/${view}.eta`, typeOf(view))),
    readTemplate('mail/views/letter.eta', 'LetterView'),
  ];
  faults = faultsIn([...templates, madeUp], imports);
}, 120_000);

test('pages, parts and letters read only fields of their types', () => {
  expect(faults.filter((fault) => !fault.startsWith(madeUp.path))).toEqual([]);
});

test('an unknown field, one that may be null, and a part without its data are reported', () => {
  expect(faults.filter((fault) => fault.startsWith(madeUp.path))).toEqual([
    expect.stringContaining("'subjek' does not exist"),
    expect.stringContaining("'it.sla' is possibly 'null'"),
    expect.stringContaining("'id' is missing"),
    expect.stringContaining("'ThreadEntry[]' is not assignable"),
  ]);
});
