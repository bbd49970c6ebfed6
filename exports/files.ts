/** Where an export's files lie in storage; the names follow from its id, so that a second try replaces the first. */
import type { Storage } from '../storage/storage.ts';

export const exportFolder = 'unduhan';

export const fileKey = ({ id, format }: { id: string; format: string }): string =>
  `${exportFolder}/${id}/berkas.${format}`;

export const partKey = (id: string, part: number): string => `${exportFolder}/${id}/bagian-${part}.ndjson`;

/** Removes what there is of an export. */
export async function removeFiles(storage: Storage, id: string): Promise<void> {
  for await (const key of storage.list(`${exportFolder}/${id}`)) await storage.delete(key);
}
