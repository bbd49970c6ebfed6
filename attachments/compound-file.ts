/** Is a compound file of Microsoft (MS-CFB) a workbook of old Excel? Word, PowerPoint and installers share that form. */
import { bytesOf } from './spool.ts';
import type { Spooled } from './spool.ts';

const endOfChain = 0xfffffffe;
const noEntry = 0xffffffff;
const entrySize = 128;
/** Sectors of a directory that is looked at; real ones have a handful. */
const mostSectors = 256;

interface Entry {
  name: string;
  type: number;
  left: number;
  right: number;
  child: number;
}

/** Whether the root folder holds the stream `Workbook` (Excel 97 and later) or `Book` (Excel 5 and 95). */
export async function isWorkbook(file: Spooled): Promise<boolean> {
  const header = await bytesOf(file, 0, 512);
  const shift = header.length === 512 ? header.readUInt16LE(30) : 0;
  if (shift !== 9 && shift !== 12) return false;
  const entries = await directoryOf(file, header, 1 << shift);
  const names = namesBelow(entries, entries[0]?.child ?? noEntry);
  return names.some((name) => name === 'WORKBOOK' || name === 'BOOK');
}

async function directoryOf(file: Spooled, header: Buffer, sectorSize: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  let sector = header.readUInt32LE(48);
  for (let read = 0; sector < endOfChain && read < mostSectors; read++) {
    const bytes = await bytesOf(file, (sector + 1) * sectorSize, sectorSize);
    for (let at = 0; at + entrySize <= bytes.length; at += entrySize)
      entries.push(entryOf(bytes.subarray(at, at + entrySize)));
    sector = await nextSector(file, header, sectorSize, sector);
  }
  return entries;
}

function entryOf(bytes: Buffer): Entry {
  const length = Math.min(64, bytes.readUInt16LE(64));
  return {
    name: bytes.toString('utf16le', 0, Math.max(0, length - 2)).toUpperCase(),
    type: bytes.readUInt8(66),
    left: bytes.readUInt32LE(68),
    right: bytes.readUInt32LE(72),
    child: bytes.readUInt32LE(76),
  };
}

/** By the allocation table, of which the header names the first 109 sectors: 6.8 MB of directory before the end of them. */
async function nextSector(
  file: Spooled,
  header: Buffer,
  sectorSize: number,
  sector: number,
): Promise<number> {
  const perSector = sectorSize / 4;
  const index = Math.floor(sector / perSector);
  if (index >= 109) return endOfChain;
  const table = header.readUInt32LE(76 + 4 * index);
  if (table >= endOfChain) return endOfChain;
  const place = (table + 1) * sectorSize + 4 * (sector % perSector);
  const bytes = await bytesOf(file, place, 4);
  return bytes.length === 4 ? bytes.readUInt32LE(0) : endOfChain;
}

/** Names of the streams (type 2) in one folder, whose entries form a tree of siblings. */
function namesBelow(entries: Entry[], first: number): string[] {
  const names: string[] = [];
  const seen = new Set<number>();
  const waiting = [first];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const entry = entries[index];
    if (!entry || seen.has(index)) continue;
    seen.add(index);
    if (entry.type === 2) names.push(entry.name);
    waiting.push(entry.left, entry.right);
  }
  return names;
}
