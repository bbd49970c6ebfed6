/** The records of a workbook of Excel 2 to 2003 ([MS-XLS]; before Excel 5 without a container). */
import type { Budget } from './budget.ts';
import { damaged, linked, locked, macros } from './refused.ts';

const records = { eof: 0x0a, externSheet: 0x17, filePass: 0x2f, boundSheet: 0x85, supBook: 0x1ae };
const starts = [0x09, 0x209, 0x409, 0x809];
const excel97 = 0x600;
/** Kinds of a workbook's part: a Visual Basic module, a sheet of Excel 4 macros. */
const [basic, macroSheet] = [0x06, 0x40];

/** Inspects all records; ignores bytes after the last part. @throws FileRefused */
export function inspectRecords(stream: Buffer, budget: Budget): void {
  let [depth, part, version] = [0, 0, 0];
  for (let at = 0, end = 0; at + 4 <= stream.length && depth >= 0; at = end) {
    const type = stream.readUInt16LE(at);
    end = at + 4 + stream.readUInt16LE(at + 2);
    budget.takeRecord();
    const starting = starts.includes(type);
    if (part === 0 && !starting) throw damaged();
    if (end > stream.length) {
      if (depth > 0) throw damaged();
      break;
    }
    const body = stream.subarray(at + 4, end);
    if (starting) {
      if (part++ === 0) version = type === 0x809 ? wordAt(body, 0) : type;
      depth++;
      inspectStart(type, wordAt(body, 2));
    } else if (type === records.eof) depth--;
    // The first part describes the whole workbook.
    else if (part === 1 && depth === 1) inspectGlobal(type, body, version, stream);
  }
  if (part === 0) throw damaged();
}

const wordAt = (body: Buffer, at: number): number => (at + 2 <= body.length ? body.readUInt16LE(at) : 0);

function inspectStart(type: number, kind: number): void {
  if (kind === macroSheet || (kind === basic && type === 0x809)) throw macros();
}

function inspectGlobal(type: number, body: Buffer, version: number, stream: Buffer): void {
  if (type === records.filePass) throw locked();
  if (type === records.boundSheet && version > 0x409) {
    const kind = body[5];
    if (kind === 1 || kind === basic) throw macros();
    // Also inspect where the part claims to start, even if that is not a record's start.
    const at = wordAt(body, 0) + 0x10000 * wordAt(body, 2);
    inspectStart(wordAt(stream, at), wordAt(stream, at + 6));
  }
  if (type === records.supBook && leadsOut(body)) throw linked();
  if (type === records.externSheet && version !== excel97 && leadsOutBefore97(body)) throw linked();
}

/** Whether a link leads anywhere but to this workbook, its add-in functions or an unused slot. */
function leadsOut(body: Buffer): boolean {
  if (body.length <= 4) return false;
  const [length, text] = [body.readUInt16LE(2), body.subarray(5)];
  return length > 1 || (text[0] !== 0 && text[0] !== 0x20);
}

/** Whether a link is an encoded path of no add-in, or the program and topic of a DDE link. */
const leadsOutBefore97 = (body: Buffer): boolean =>
  (body[1] === 0x01 && body[2] !== 0x3a) || body.indexOf(0x03, 2) > 0;
