/** Recognises a file by its content, never by its name (security.md 19). */
import type { AttachmentKind } from '../domain/attachments.ts';
import { inspectRecords } from './biff.ts';
import { Budget } from './budget.ts';
import { inspectCompound } from './old-office.ts';
import { inspectPdf } from './pdf.ts';
import { isWebPageName, refusalOfName } from './programs.ts';
import * as refused from './refused.ts';
import * as signs from './signatures.ts';
import { inspectZip } from './zip.ts';
import type { Judge, ZipKind } from './zip.ts';

type Found = AttachmentKind | ZipKind | 'PROGRAM' | 'ARCHIVE' | 'WEB_PAGE' | 'RICH_TEXT' | 'TEXT';

/** How deep Office documents may be nested in a zip. */
const deepest = 2;

/** @throws FileRefused if its kind is not allowed, or it is empty, broken or hostile */
export async function recognise(content: Buffer, budget = new Budget()): Promise<AttachmentKind> {
  if (content.length === 0) throw refused.unsound('kosong');
  const found = await identify(content, budget, deepest);
  if (!isKind(found)) throw reasons[found]();
  return found;
}

const isKind = (found: Found): found is AttachmentKind => !Object.hasOwn(reasons, found);

const reasons: Record<Exclude<Found, AttachmentKind>, () => refused.FileRefused> = {
  WORD: refused.wordDocument,
  RICH_TEXT: refused.wordDocument,
  SLIDES: refused.slides,
  OPEN_DOCUMENT: refused.openDocument,
  OTHER_WORKBOOK: refused.otherWorkbook,
  WEB_PAGE: refused.webPage,
  TEXT: refused.plainText,
  PROGRAM: refused.program,
  ARCHIVE: refused.wrongType,
  OTHER: refused.wrongType,
};

async function identify(content: Buffer, budget: Budget, depth: number): Promise<Found> {
  if (signs.isZip(content)) return inspectZip(content, budget, insideAt(budget, depth));
  if (signs.isCompound(content)) return inspectCompound(content, budget);
  if (signs.isBareWorkbook(content)) {
    inspectRecords(content, budget);
    return 'XLS';
  }
  if (signs.isProgram(content)) return 'PROGRAM';
  if (signs.isArchive(content)) return 'ARCHIVE';
  if (signs.isPdf(content)) {
    inspectPdf(content, budget);
    return 'PDF';
  }
  if (signs.isWebPage(content)) return 'WEB_PAGE';
  if (signs.isRichText(content)) return 'RICH_TEXT';
  return signs.isText(content) ? 'TEXT' : 'OTHER';
}

/**
 * Judges a file inside a zip: refuses archives, programs and web pages. A document may hold web pages and compressed
 * pictures.
 */
const insideAt =
  (budget: Budget, depth: number): Judge =>
  async (content, name, inDocument) => {
    try {
      if (depth === 0 && signs.isZip(content)) throw nestedArchive();
      const found = await identify(content, budget, depth - 1);
      if (found === 'ZIP' || (found === 'ARCHIVE' && !inDocument)) throw nestedArchive();
      if (found === 'PROGRAM') throw refused.program();
      const refusal = refusalOfName(name);
      if (refusal) throw refusal;
      if (inDocument && isQuery(content)) throw refused.connected();
      if (!inDocument && (found === 'WEB_PAGE' || isWebPageName(name))) throw refused.webPage();
    } catch (error) {
      // People do not know a document's parts by name, so name the document.
      throw error instanceof refused.FileRefused && !inDocument ? error.within(name) : error;
    }
  };

/** The part of a workbook with its queries ([MS-QDEFF]). */
const isQuery = (content: Buffer): boolean =>
  signs.textOf(content.subarray(0, 4096)).includes('http://schemas.microsoft.com/DataMashup');

const nestedArchive = (): refused.FileRefused => refused.unsound('ini arsip lain di dalam zip');
