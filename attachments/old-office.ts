/** Recognises a compound file: a workbook, another old Office document, or a locked new one. */
import { inspectRecords } from './biff.ts';
import type { Budget } from './budget.ts';
import { CompoundFile } from './compound-file.ts';
import type { Entry } from './compound-file.ts';
import { isMacroName, isProgramName } from './programs.ts';
import { controls, locked, macros, program } from './refused.ts';

const packaged = '\u0001OLE10NATIVE';

/** @throws FileRefused */
export function inspectCompound(content: Buffer, budget: Budget): 'XLS' | 'WORD' | 'SLIDES' | 'OTHER' {
  const file = new CompoundFile(content, budget);
  const root = new Map(file.root.map((entry) => [entry.name, entry]));
  if (root.has('ENCRYPTEDPACKAGE')) throw locked();
  if (file.entries.some(({ name, type }) => type !== 0 && /^(_VBA_PROJECT(_CUR)?|VBA)$/.test(name)))
    throw macros();
  if (root.has('CTLS')) throw controls();
  for (const entry of file.entries)
    if (entry.type === 2 && entry.name === packaged) inspectPackaged(file, entry);
  const books = ['WORKBOOK', 'BOOK'].flatMap((name) => root.get(name) ?? []);
  for (const book of books) inspectRecords(file.read(book), budget);
  if (books.length > 0) return 'XLS';
  if (root.has('WORDDOCUMENT')) return 'WORD';
  return root.has('POWERPOINT DOCUMENT') ? 'SLIDES' : 'OTHER';
}

/** A file embedded as an icon: its name and former path precede its content. */
function inspectPackaged(file: CompoundFile, entry: Entry): void {
  const [label = '', path = ''] = file.read(entry).toString('latin1', 6, 1024).split('\0');
  const name = [label, path].find((named) => isProgramName(named) || isMacroName(named));
  if (name !== undefined) throw program().within(name.split(/[\\/]/).at(-1) ?? name);
}
