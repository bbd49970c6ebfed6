/** Most characters of a question, answer or reply: ample for people, small for a history. */
export const longestText = 20_000;

/** Text that PostgreSQL can hold: no NUL, and no half of a surrogate pair. */
export const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/** The database's own ids. */
export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Part of a text: cells pasted from a table, in columns, or anything else as typed. */
interface TextBlock {
  text: string;
  columns: boolean;
}

/** The widest column of pasted cells; a longer cell pushes the rest of its line to the right. */
const widestColumn = 40;

/** Aligns lines with tabs, which pasted table cells have; keeps other lines. */
export function blocksOf(text: string): TextBlock[] {
  const blocks: { lines: string[]; columns: boolean }[] = [];
  for (const line of text.split('\n')) {
    const columns = line.includes('\t');
    const last = blocks.at(-1);
    if (last?.columns === columns) last.lines.push(line);
    else blocks.push({ lines: [line], columns });
  }
  return blocks.map(({ lines, columns }) => ({
    columns,
    text: (columns ? aligned(lines) : lines).join('\n'),
  }));
}

function aligned(lines: string[]): string[] {
  const rows = lines.map((line) => line.split('\t'));
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries())
      widths[at] = Math.max(widths[at] ?? 0, Math.min([...cell].length, widestColumn));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : padded(cell, (widths[at] ?? 0) + 2)))
      .join('')
      .trimEnd(),
  );
}

const padded = (cell: string, width: number): string =>
  cell + ' '.repeat(Math.max(1, width - [...cell].length));
