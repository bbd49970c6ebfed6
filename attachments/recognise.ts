/** What a file is, told by its content and never by its name (security.md 19). */
import { fileTypeFromBuffer } from 'file-type';
import type { AttachmentKind } from '../domain/attachments.ts';
import { isWorkbook } from './compound-file.ts';
import { unsound, wrongType } from './refused.ts';
import { bytesOf } from './spool.ts';
import type { Spooled } from './spool.ts';
import { inspectZip } from './zip.ts';

/** As much as a signature needs. */
const headLength = 4100;

/** @throws FileRefused when it is of no allowed kind, or is empty, broken or hostile */
export async function recognise(file: Spooled): Promise<AttachmentKind> {
  if (file.size === 0) throw unsound('kosong');
  const head = await bytesOf(file, 0, headLength);
  const type = await fileTypeFromBuffer(head);
  if (type?.ext === 'pdf') return 'PDF';
  if (type?.ext === 'cfb' && (await isWorkbook(file))) return 'XLS';
  // A zip whose first entries are long is known by its signature alone.
  const zip =
    type?.ext === 'zip' || type?.ext === 'xlsx' || (!type && head.subarray(0, 2).toString() === 'PK');
  if (!zip) throw wrongType();
  return inspectZip(file);
}
