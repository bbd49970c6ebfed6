/** `/tiket/filter` and `/laporan/filter`: an account's named filters. */
import type { FieldErrors } from '../../forms/types.ts';
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { listNames, listTitles, mayList } from '../../../domain/lists.ts';
import type { ListName } from '../../../domain/lists.ts';
import { namesOf } from '../../../lists/filter-names.ts';
import { isNarrowed, readFilter } from '../../../lists/ticket-filter.ts';
import { filterText } from '../../../reports/heading.ts';
import type { Web, WebContext, Fields } from '../../context.ts';
import { requiredText } from '../../forms/fields.ts';
import { check, fillAll, queryText, readForm } from '../../forms/forms.ts';
import { page } from '../../page/frame.ts';
import { leadRepeated } from '../../forms/once.ts';
import { forbidden } from '../../http/problems.ts';
import { filterOf, queryOf, removeFilter, savedFiltersOf, saveFilter } from './saved-filter-records.ts';
import type { SavedFiltersPage } from '../types.ts';
import { traits } from '../../http/traits.ts';
import { addressOf } from '../../page/paging.ts';
import { ofItsYear, setYear, yearOf } from '../../page/list-year.ts';

export const savedFilters = new Hono<Web>();

const form = z.object({ nama: requiredText('Nama filter', 60) });

for (const list of listNames) {
  savedFilters.use(`/${list}/filter/*`, async (c, next) => {
    if (!mayList(c.get('account'), list)) throw forbidden();
    await next();
  });

  savedFilters.get(`/${list}/filter`, ofItsYear, (c) => {
    const filter = readFilter((name) => queryText(c, name));
    return show(c, list, queryOf(filter), { permintaan: randomUUID() }, {});
  });

  savedFilters.post(`/${list}/filter`, traits({ shownAt: `/${list}/filter` }), leadRepeated, async (c) => {
    const fields = await readForm(c);
    setYear(c, new URLSearchParams(fields['filter']).get('tahun') ?? '');
    const query = queryOf(filterOf(fields['filter'] ?? ''));
    const checked = check(form, fields);
    if (!checked.ok) return show(c, list, query, fields, checked.errors);
    const saved = await saveFilter(c, list, checked.value.nama, query, fields);
    return 'errors' in saved ? show(c, list, query, fields, saved.errors) : c.redirect(saved.location, 303);
  });

  savedFilters.post(
    `/${list}/filter/:id/hapus`,
    traits({ shownAt: `/${list}/filter` }),
    leadRepeated,
    async (c) => c.redirect(await removeFilter(c, list, c.req.param('id'), await readForm(c)), 303),
  );
}

async function show(c: WebContext, list: ListName, query: string, fields: Fields, errors: FieldErrors) {
  const filter = filterOf(query);
  const [saved, names] = await Promise.all([
    savedFiltersOf(c, list, filter),
    namesOf(c.get('services').prisma, c.get('account'), filter),
  ]);
  const refused = Object.keys(errors).length > 0;
  const data: SavedFiltersPage = {
    path: `/${list}`,
    title: listTitles[list],
    words: isNarrowed(filter) ? filterText(filter, names) : null,
    query: addressOf('', { ...filter, ...yearOf(c) }).slice(1),
    permintaan: fields['permintaan'] || randomUUID(),
    typed: { nama: fields['nama'] ?? '' },
    errors,
    message: refused && !fields['nama'] ? fillAll : null,
    saved: saved.map((one) => ({ ...one, permintaan: randomUUID() })),
  };
  return page(c, 'filters/saved', 'Filter tersimpan', data, refused ? 422 : 200);
}
