import { Hono } from 'hono';
import type pg from 'pg';

export interface Statement {
  text: string;
  values: unknown[];
}

/**
 * Answers `/N` with the Nth page's statements: the first one alone, then the others in parallel. Rows become a table.
 */
export function bareLists(pool: pg.Pool, pages: Statement[][]): Hono {
  const app = new Hono();
  app.get('/:page', async (c) => {
    const [first, ...others] = pages[Number(c.req.param('page'))] ?? [];
    const session = first ? await pool.query<Row>(first.text, first.values) : null;
    const results = await Promise.all(others.map(({ text, values }) => pool.query<Row>(text, values)));
    const tables = [session, ...results].map((result) => (result?.rows ?? []).map(line).join(''));
    return c.html(
      `<!doctype html><html lang="id"><title>Daftar</title><table>${tables.join('')}</table></html>`,
    );
  });
  return app;
}

type Row = Record<string, unknown>;
const line = (row: Row): string =>
  `<tr>${Object.values(row)
    .map((cell) => `<td>${String(cell)}</td>`)
    .join('')}</tr>`;
