/** Looks through a zip without unpacking it to disk (security.md 21). An xlsx is one too. */
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import type { AttachmentKind } from '../domain/attachments.ts';
import { FileRefused, unsound, wrongType } from './refused.ts';
import type { Spooled } from './spool.ts';

const mostEntries = 2000;
/** Bytes that all entries together may become. */
const largestInflated = 250 * 1024 * 1024;
/** Bytes of a zip inside a zip that is looked into, in memory. */
const largestNested = 12 * 1024 * 1024;
const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };

/** What is left of the limits, counted over a zip and the documents in it together. */
interface Budget {
  entries: number;
  bytes: number;
}

/** @throws FileRefused when it is a document of another kind, or broken or hostile */
export async function inspectZip({ handle }: Spooled): Promise<'ZIP' | 'XLSX'> {
  const budget = { entries: mostEntries, bytes: largestInflated };
  const kind = await guarded(async () => inspect(await yauzl.fromFdPromise(handle.fd, options), budget, 2));
  if (kind === 'other') throw wrongType();
  return kind;
}

/** What yauzl refuses of itself: names that lead elsewhere, sizes that lie, broken directories. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    if (/invalid relative path|absolute path|invalid characters in fileName/.test(String(error)))
      throw unsound('zip ini berisi nama yang menunjuk ke luar foldernya');
    throw unsound('zip ini rusak atau tidak dapat dibaca');
  }
}

/** `depth` is how many zips may lie in one another, this one not counted. */
async function inspect(zip: ZipFile, budget: Budget, depth: number): Promise<'ZIP' | 'XLSX' | 'other'> {
  const names: string[] = [];
  let types = '';
  if (zip.entryCount === 0) throw unsound('zip ini tidak berisi apa pun');
  if ((budget.entries -= zip.entryCount) < 0) throw unsound('zip ini berisi terlalu banyak berkas');
  for await (const entry of zip.eachEntry()) {
    refuseHostile(entry);
    if ((budget.bytes -= entry.uncompressedSize) < 0)
      throw unsound('zip ini menjadi terlalu besar bila dibuka');
    names.push(entry.fileName);
    const head = await lookInto(zip, entry, budget, depth);
    if (entry.fileName === '[Content_Types].xml') types = head.toString();
  }
  return kindOf(names, types);
}

function refuseHostile(entry: Entry): void {
  const mode = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (mode === 0o120000) throw unsound('zip ini berisi tautan ke berkas lain');
  if (entry.isEncrypted())
    throw unsound('zip ini terkunci dengan kata sandi, jadi isinya tidak dapat diperiksa');
}

const headLength = 256 * 1024;

/** Reads an entry to its end, which yauzl compares with the size that the directory gives. @returns its first bytes */
async function lookInto(zip: ZipFile, entry: Entry, budget: Budget, depth: number): Promise<Buffer> {
  const content = await zip.openReadStreamPromise(entry);
  const kept: Buffer[] = [];
  let keptBytes = 0;
  let nested = false;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    if (keptBytes < (nested ? largestNested + 1 : headLength)) {
      kept.push(chunk);
      keptBytes += chunk.length;
      nested ||= startsAsZip(Buffer.concat(kept.slice(0, 4)));
    }
  }
  const head = Buffer.concat(kept);
  if (nested) await inspectNested(head, entry, budget, depth);
  else if (isArchive(head)) throw nestedArchive();
  return head;
}

/** A document of Office is a zip as well; any other zip in a zip could go on for ever. */
async function inspectNested(content: Buffer, entry: Entry, budget: Budget, depth: number): Promise<void> {
  if (depth === 0 || entry.uncompressedSize > largestNested) throw nestedArchive();
  const kind = await inspect(await yauzl.fromBufferPromise(content, options), budget, depth - 1);
  if (kind === 'ZIP') throw nestedArchive();
}

const nestedArchive = (): FileRefused => unsound('zip ini berisi arsip lain di dalamnya');

const startsAsZip = (head: Buffer): boolean =>
  /^PK(\x03\x04|\x05\x06|\x07\x08)/.test(head.toString('latin1', 0, 4));

/** The signatures of rar, 7z, gzip, bzip2, xz, zstd, cab and tar. */
const isArchive = (head: Buffer): boolean =>
  /^(Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh[1-9]|\xfd7zXZ|\x28\xb5\x2f\xfd|MSCF)/.test(
    head.toString('latin1', 0, 8),
  ) || head.toString('latin1', 257, 262) === 'ustar';

/** Tells a workbook from other documents, and one that carries macros from one that does not. */
function kindOf(names: string[], contentTypes: string): (AttachmentKind & ('ZIP' | 'XLSX')) | 'other' {
  const program = ['META-INF/MANIFEST.MF', 'AndroidManifest.xml', 'mimetype'].some((name) =>
    names.includes(name),
  );
  if (program) return 'other';
  if (!names.includes('[Content_Types].xml')) return 'ZIP';
  const macros = names.some((name) => /vbaProject\.bin$/i.test(name)) || /macroEnabled/i.test(contentTypes);
  return names.includes('xl/workbook.xml') && !macros ? 'XLSX' : 'other';
}
