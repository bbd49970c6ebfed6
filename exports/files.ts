/** Storage keys of an export's files; they follow from its id, so that a retry replaces them. */
import type { Storage } from '../storage/storage.ts';

export const exportFolder = 'unduhan';

export const fileKey = ({ id, format }: { id: string; format: string }): string =>
  `${exportFolder}/${id}/berkas.${format}`;

export const partKey = (id: string, part: number): string => `${exportFolder}/${id}/bagian-${part}.ndjson`;

/** Removes all files of an export. */
export async function removeFiles(storage: Storage, id: string): Promise<void> {
  for await (const key of storage.list(`${exportFolder}/${id}`)) await storage.delete(key);
}
