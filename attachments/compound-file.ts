/**
 * A Microsoft compound file ([MS-CFB]), the container of old Office documents and of locked new ones. Follows no
 * chain for more sectors than the file has, and assembles only the streams asked for.
 */
import type { Budget } from './budget.ts';
import { damaged } from './refused.ts';

const endOfChain = 0xfffffffa;
const entrySize = 128;
const miniSectorSize = 64;

export interface Entry {
  name: string;
  /** 1: a folder, 2: a stream, 5: the root. */
  type: number;
  left: number;
  right: number;
  child: number;
  start: number;
  size: number;
}

export class CompoundFile {
  readonly entries: Entry[];
  readonly #content: Buffer;
  readonly #sectorSize: number;
  readonly #budget: Budget;
  /** Sectors of the allocation table. */
  readonly #table: number[];
  #mini: { table: Buffer; content: Buffer } | undefined;

  /** @throws FileRefused if it is damaged */
  constructor(content: Buffer, budget: Budget) {
    const shift = content.length < 512 ? 0 : content.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw damaged();
    [this.#content, this.#sectorSize, this.#budget] = [content, 1 << shift, budget];
    this.#table = this.#tableSectors();
    const directory = this.#chain(content.readUInt32LE(48));
    this.entries = Array.from({ length: Math.floor(directory.length / entrySize) }, (_, index) =>
      entryOf(directory.subarray(index * entrySize, (index + 1) * entrySize)),
    );
    if (this.entries[0]?.type !== 5) throw damaged();
  }

  /** The entries of the root folder, which form a tree of siblings. */
  get root(): Entry[] {
    const found = new Set<Entry>();
    const waiting = [this.entries[0]?.child ?? 0];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const entry = this.entries[index];
      if (!entry || found.has(entry)) continue;
      found.add(entry);
      waiting.push(entry.left, entry.right);
    }
    return [...found];
  }

  /** @throws FileRefused if part of it is missing */
  read({ start, size }: Entry): Buffer {
    if (size > this.#content.length) throw damaged();
    this.#budget.takeBytes(size);
    const small = size < this.#content.readUInt32LE(56);
    const content = small ? this.#miniChain(start, size) : this.#chain(start, size);
    if (content.length < size) throw damaged();
    return content.subarray(0, size);
  }

  #sector(index: number): Buffer {
    return this.#content.subarray((index + 1) * this.#sectorSize, (index + 2) * this.#sectorSize);
  }

  /** The header lists the first 109; a chain of sectors lists the rest. */
  #tableSectors(): number[] {
    const named = wordsOf(this.#content.subarray(76, 512));
    const seen = new Set<number>();
    let more = this.#content.readUInt32LE(72) > 0 ? this.#content.readUInt32LE(68) : endOfChain;
    while (more < endOfChain && !seen.has(more)) {
      seen.add(more);
      const words = wordsOf(this.#sector(more));
      more = words.pop() ?? endOfChain;
      named.push(...words);
    }
    return named;
  }

  #next(index: number): number {
    const perSector = this.#sectorSize / 4;
    const table = this.#table[Math.floor(index / perSector)] ?? endOfChain;
    return wordAt(this.#sector(table), index % perSector);
  }

  /** A chain's content, up to the sector that completes `enough` bytes. */
  #chain(start: number, enough = Infinity): Buffer {
    const parts: Buffer[] = [];
    const most = Math.min(enough, this.#content.length);
    let length = 0;
    for (let index = start; index < endOfChain && length < most; index = this.#next(index)) {
      const part = this.#sector(index);
      if (part.length === 0) throw damaged();
      parts.push(part);
      length += part.length;
    }
    return Buffer.concat(parts);
  }

  /** Small streams are inside the root's content, with their own allocation table. */
  #miniChain(start: number, size: number): Buffer {
    this.#mini ??= {
      table: this.#chain(this.#content.readUInt32LE(60)),
      content: this.#chain(this.entries[0]?.start ?? endOfChain),
    };
    const { table, content } = this.#mini;
    const parts: Buffer[] = [];
    for (
      let index = start;
      parts.length * miniSectorSize < size && index < endOfChain;
      index = wordAt(table, index)
    )
      parts.push(content.subarray(index * miniSectorSize, (index + 1) * miniSectorSize));
    return Buffer.concat(parts);
  }
}

function entryOf(bytes: Buffer): Entry {
  const length = Math.min(64, bytes.readUInt16LE(64));
  return {
    name: bytes.toString('utf16le', 0, Math.max(0, length - 2)).toUpperCase(),
    type: bytes.readUInt8(66),
    left: bytes.readUInt32LE(68),
    right: bytes.readUInt32LE(72),
    child: bytes.readUInt32LE(76),
    start: bytes.readUInt32LE(116),
    size: bytes.readUInt32LE(120),
  };
}

const wordAt = (bytes: Buffer, index: number): number =>
  4 * index + 4 <= bytes.length ? bytes.readUInt32LE(4 * index) : endOfChain;

const wordsOf = (bytes: Buffer): number[] =>
  Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => wordAt(bytes, index));
