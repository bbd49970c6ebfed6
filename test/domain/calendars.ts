import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** The national holidays of data/, as the seed loads them. */
export const holidays: ReadonlySet<string> = new Set(
  parse<{ date: string }>(readFileSync('data/holidays-id.csv'), { columns: true }).map(({ date }) => date),
);
