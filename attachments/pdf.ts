/**
 * Programs that a PDF starts or carries (ISO 32000-1, 7.5.7, 7.11.4 and 12.6.4). Scripts are left to readers, which confine
 * them: official forms calculate with them.
 */
import { constants, inflateSync } from 'node:zlib';
import type { Budget } from './budget.ts';
import { refusalOfName } from './programs.ts';
import { damaged, launches, program, unreadableFile } from './refused.ts';
import { isProgram } from './signatures.ts';

const ends = ['startxref', '%%EOF', 'trailer'];
const largestStream = 32 * 1024 * 1024;
/** The cost of checking the beginning of a stream, in bytes of the budget. */
const beginning = 500;

/** An encrypted PDF is judged by what can be read of it. @throws FileRefused */
export function inspectPdf(content: Buffer, budget: Budget): void {
  if (!ends.some((end) => content.includes(end))) throw damaged();
  budget.takeBytes(content.length);
  const file = content.toString('latin1');
  const texts = [withPlainNames(file), ...packedObjects(file, content, budget)];
  if (texts.some((text) => launch.test(text))) throw launches();
  if (texts.some((text) => /\/EF(?!\w)/.test(text))) texts.forEach(refuseCarried);
}

/** Names may encode any character as a number: `/J#61vaScript`. */
const withPlainNames = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** The objects packed in streams. Inspects carried files on the way. */
function packedObjects(file: string, content: Buffer, budget: Budget): string[] {
  const packed: string[] = [];
  const isEncrypted = /\/Encrypt(?!\w)/.test(file);
  for (let [from, at] = [0, file.indexOf('stream')]; at >= 0; at = file.indexOf('stream', from)) {
    const head = withPlainNames(file.slice(from, at));
    from = at + 'stream'.length;
    if (head.endsWith('end')) continue;
    budget.takeBytes(beginning);
    if (!/\/(ObjStm|EmbeddedFile)(?!\w)/.test(head)) continue;
    const start = from + (/^\r?\n?/.exec(file.slice(from, from + 2))?.[0].length ?? 0);
    const end = file.indexOf('endstream', start);
    from = end < 0 ? file.length : end;
    const unpacked = unpack(content.subarray(start, from), head, budget, isEncrypted);
    if (isProgram(unpacked)) throw program();
    packed.push(withPlainNames(unpacked.toString('latin1')));
  }
  return packed;
}

function unpack(stream: Buffer, head: string, budget: Budget, isEncrypted: boolean): Buffer {
  budget.takeBytes(stream.length);
  const isPacked = /\/ObjStm(?!\w)/.test(head) && !isEncrypted;
  if (!/\/(Filter|F)(?!\w)/.test(head)) {
    // An object stream contains no other stream, so its beginning was misread.
    if (isPacked && stream.includes('stream')) throw unreadableFile();
    return stream;
  }
  if (isPacked && /\/Predictor(?!\w)(?!\s+1\b)/.test(head)) throw unreadableFile();
  try {
    // Readers, too, use the part of a truncated stream that they can read.
    const options = { maxOutputLength: largestStream, finishFlush: constants.Z_SYNC_FLUSH };
    const unpacked = inflateSync(stream, options);
    budget.takeBytes(unpacked.length);
    return unpacked;
  } catch (cause) {
    if (isPacked) throw Object.assign(unreadableFile(), { cause });
    return stream;
  }
}

/** A name of its own, and not the end of a web address. */
const launch = /(?:\/S|[\s\0>\])])\/Launch(?!\w)/;

/** A remark may stand before it, and pairs of brackets in it. Bounded, so that the search stays linear. */
const carriedName =
  /\/(?:U?F|DOS|Mac|Unix)(?:[\s\0]|%[^\r\n]{0,40}[\r\n])*(\((?:[^()\\]|\\[^]|\([^()\\]{0,200}\)){0,1000}\)|<[0-9a-f\s]{0,4000}>)/gi;

function refuseCarried(text: string): void {
  for (const [, written = ''] of text.matchAll(carriedName)) {
    const name = nameOf(written);
    const refusal = refusalOfName(name);
    if (refusal) throw refusal.within(name);
  }
}

/** A string of a PDF, literal or hexadecimal, in Latin letters or UTF-16: enough to find a name's extension. */
function nameOf(written: string): string {
  const inner = written.slice(1, -1);
  const text = written.startsWith('<')
    ? Buffer.from(inner.replaceAll(/\s/g, ''), 'hex').toString('latin1')
    : inner
        .replaceAll(/\\(?:\r\n?|\n)/g, '')
        .replaceAll(/\\([0-7]{1,3}|[^])/g, (_, sign: string) =>
          /^[0-7]/.test(sign) ? String.fromCharCode(parseInt(sign, 8) & 0xff) : sign,
        );
  return text.replace(/^\xfe\xff/, '').replaceAll('\0', '');
}
