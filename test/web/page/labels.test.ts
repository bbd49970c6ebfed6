import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { labels } from '../../../web/forms/labels.ts';

const views = new URL('../../../web/views/', import.meta.url).pathname;
const templates = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.eta'),
);

/** Text fields of forms that only search or compute: nobody loses what was typed there. */
const asking = ['q', 'cari', 'tempat', 'dibuka', 'unit', 'satker'];

it('every text field of a form has a label for pages that show it outside the form', () => {
  const fields = templates.flatMap((name) =>
    Array.from(readFileSync(views + name, 'utf8').matchAll(/'\/_field', (.*)/g), ([, field = '']) => field),
  );
  const typed = fields
    .filter((field) => !field.includes("kind: 'select'"))
    .flatMap((field) => /\bname: '(\w+)'/.exec(field)?.[1] ?? []);
  expect(typed.length).toBeGreaterThan(12);
  expect([...new Set(typed)].filter((name) => !asking.includes(name) && !labels.has(name))).toEqual([]);
});
