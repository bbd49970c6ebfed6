/** Files of Excel 2 to 2003, record by record, and their compound files. */
import CFB from 'cfb';

/** A compound file with these streams; a path makes folders. */
export function compound(streams: Record<string, Buffer>): Buffer {
  const file = CFB.utils.cfb_new();
  for (const [path, content] of Object.entries(streams)) CFB.utils.cfb_add(file, `/${path}`, content);
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Buffer);
}

export function record(type: number, ...body: number[]): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, Buffer.from(body)]);
}

export const end = record(0x0a);

/** The first record of a part of a workbook of Excel 5 or later; `kind` is 5 for the workbook itself. */
export const start = (kind: number, version = 0x600): Buffer =>
  record(0x809, version & 0xff, version >> 8, kind, 0, 0, 0, 0, 0);

/** The records of a workbook with one sheet and these global records. */
export const records = (globals: Buffer[] = [], version = 0x600): Buffer =>
  Buffer.concat([
    ...[start(0x05, version), ...globals, end],
    ...[start(0x10, version), record(0x203, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), end],
    // As long as Excel makes it: too long for a small stream.
    Buffer.alloc(4096),
  ]);

export const xls = (globals: Buffer[] = [], others: Record<string, Buffer> = {}): Buffer =>
  compound({ Workbook: records(globals), ...others });

/** A sheet as Excel 2, 3 or 4 writes it, with a number in its first cell and no container. */
export function bareSheet(version: 2 | 3 | 4, kind = 0x10, ...others: Buffer[]): Buffer {
  const starting = { 2: [0x09, 2, 0], 3: [0x209, 3, 0], 4: [0x409, 4, 0] }[version];
  const [type = 0, ...id] = starting;
  const rest = version === 2 ? [] : [0, 0];
  const cell =
    version === 2
      ? record(0x03, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f)
      : record(0x203, ...Array<number>(14).fill(0));
  return Buffer.concat([record(type, ...id, kind, 0, ...rest), ...others, cell, end]);
}
