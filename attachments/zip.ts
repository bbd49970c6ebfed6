/** Inspects a zip, or an Office document in one, without unpacking it to disk (security.md 21). */
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import type { Budget } from './budget.ts';
import { OfficePackage } from './office-package.ts';
import type { PackageKind } from './office-package.ts';
import { refusalOfName } from './programs.ts';
import { damaged, FileRefused, macros, program, unsound } from './refused.ts';
import { isBareWorkbook, isCompound, isPdf, isZip } from './signatures.ts';

/** Most bytes of a nested document, which is inspected in memory. */
const largestNested = 32 * 1024 * 1024;
const headLength = 4096;
const chunkSize = 256 * 1024;
const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };

export type ZipKind = PackageKind | 'ZIP' | 'OPEN_DOCUMENT';

/** Judges a file inside. Gets only its beginning if that is enough to recognise it. */
export type Judge = (content: Buffer, name: string, inDocument: boolean) => Promise<void>;

/** @throws FileRefused if the zip or a file inside is broken or hostile */
export async function inspectZip(content: Buffer, budget: Budget, judge: Judge): Promise<ZipKind> {
  try {
    return await inspect(withoutTail(content), budget, judge);
  } catch (error) {
    // yauzl and zlib refuse these themselves: names outside the folder, false sizes, broken directories and contents.
    if (error instanceof FileRefused) throw error;
    if (/invalid relative path|absolute path|invalid characters in fileName/.test(String(error)))
      throw unsound('zip ini berisi nama yang menunjuk ke luar foldernya');
    throw damaged();
  }
}

/** Drops bytes after the end of the zip, as readers do. The last end record counts. */
function withoutTail(content: Buffer): Buffer {
  const at = content.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (at < 0 || at + 22 > content.length) throw damaged();
  return content.subarray(0, at + 22 + content.readUInt16LE(at + 20));
}

async function inspect(content: Buffer, budget: Budget, judge: Judge): Promise<ZipKind> {
  const zip = await yauzl.fromBufferPromise(content, options);
  if (zip.entryCount === 0) throw unsound('zip ini tidak berisi apa pun');
  budget.takeEntries(zip.entryCount);
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    refuseHostile(entry);
    budget.takeBytes(entry.uncompressedSize);
    entries.push(entry);
  }
  const names = entries.map(({ fileName }) => fileName);
  const office = new OfficePackage(names, budget);
  const isDocument = office.isPackage || isOpenDocument(names);
  for (const entry of entries) {
    const list = office.isList(entry.fileName);
    const inside = await lookInto(zip, content, entry, list).catch((error: unknown) => {
      if (isDocument) throw error;
      throw (error instanceof FileRefused ? error : damaged()).within(entry.fileName);
    });
    if (list) office.addList(inside);
    await judge(inside, entry.fileName, isDocument);
    // The parts of a document are its own affair.
    if (!isDocument) refuseHiddenName(entry);
  }
  return kindOf(names, office);
}

const isOpenDocument = (names: string[]): boolean => names.includes('mimetype');

function refuseHostile(entry: Entry): void {
  const mode = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (mode === 0o120000) throw unsound('zip ini berisi tautan ke berkas lain');
  if (entry.isEncrypted())
    throw unsound(
      'zip ini terkunci dengan kata sandi, jadi isinya tidak dapat diperiksa; buatlah zip tanpa kata sandi, lalu unggah lagi',
    );
}

/** Some programs list the plain name, others the one in the extra field, and some end it at a control character. */
function refuseHiddenName({ fileName, fileNameRaw }: Entry): void {
  for (const name of [fileName, fileNameRaw.toString('latin1')].flatMap((each) => each.split(/\p{Cc}/u))) {
    const refusal = refusalOfName(name);
    if (refusal) throw refusal.within(name);
  }
}

/** Reads an entry to its end and checks it against the directory. @returns all of it if its kind needs that */
async function lookInto(zip: ZipFile, content: Buffer, entry: Entry, all: boolean): Promise<Buffer> {
  const kept: Buffer[] = [];
  let [length, checksum, most] = [0, 0, 0];
  for await (const chunk of await contentOf(zip, content, entry)) {
    if (length === 0) most = all || mayHold(chunk) ? largestNested : headLength;
    if (length < most) kept.push(chunk.subarray(0, most - length));
    length += chunk.length;
    if (length > entry.uncompressedSize) throw damaged();
    checksum = crc32(chunk, checksum);
  }
  if (length !== entry.uncompressedSize || checksum !== entry.crc32) throw damaged();
  if (most === largestNested && length > most)
    throw unsound('ini terlalu besar untuk diperiksa di dalam zip');
  return Buffer.concat(kept);
}

const mayHold = (content: Buffer): boolean =>
  isZip(content) || isCompound(content) || isBareWorkbook(content) || isPdf(content);

/** Each chunk costs a thread switch, so chunks are large and small entries are inflated at once. */
async function contentOf(
  zip: ZipFile,
  content: Buffer,
  entry: Entry,
): Promise<AsyncIterable<Buffer> | Buffer[]> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const stored = content.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  if (entry.compressionMethod === 0) return [stored];
  if (entry.compressionMethod !== 8) throw damaged();
  const { uncompressedSize: size } = entry;
  if (size <= chunkSize) return [inflateRawSync(stored, { maxOutputLength: Math.max(1, size) })];
  const inflate = createInflateRaw({ chunkSize });
  inflate.end(stored);
  return inflate as AsyncIterable<Buffer>;
}

function kindOf(names: string[], office: OfficePackage): ZipKind {
  if (names.some((name) => name === 'META-INF/MANIFEST.MF' || name === 'AndroidManifest.xml'))
    throw program();
  if (!isOpenDocument(names)) return office.kind() ?? 'ZIP';
  if (names.some((name) => /^(Basic|Scripts)\/./.test(name))) throw macros();
  return 'OPEN_DOCUMENT';
}
