import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

const data = join(import.meta.dirname, '../../data');

/**
 * Rows of a file in data/ as objects by column.
 *
 * @throws Error that names the file when one of these columns is missing.
 */
export async function readCsv<Column extends string>(
  file: string,
  columns: readonly Column[],
): Promise<Record<Column, string>[]> {
  const rows = parse<Record<Column, string>>(await readFile(join(data, file)), { columns: true, bom: true });
  for (const column of columns) {
    if (rows[0]?.[column] === undefined) throw new Error(`data/${file} has no column ${column}`);
  }
  return rows;
}
