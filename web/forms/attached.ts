/** The files named by a form, which were uploaded before it or with it and wait for its act. */
import type { FieldErrors, FileItem } from './types.ts';
import type { z } from 'zod';
import { tooLargeTogether, tooMany } from '../../attachments/refused.ts';
import { fileSize, largestTogether, mostFiles } from '../../domain/attachments.ts';
import type { Fields, WebContext } from '../context.ts';
import { claim, claimOf } from './claim.ts';
import { check, fillAll, isUuid } from './forms.ts';

export type Faulty = {
  ok: false;
  status: 413 | 415 | 422 | 429 | 503;
  errors: FieldErrors;
  message: string | null;
};

type Attached = { ok: true; ids: string[] } | Faulty;

const idsOf = (fields: Fields): string[] => [
  ...new Set((fields['lampiranId'] ?? '').toLowerCase().split(/\s+/).filter(Boolean)),
];

/** The account's own waiting files among those named; omits foreign, unknown and used ones. */
async function waitingFiles(c: WebContext, fields: Fields) {
  const ids = idsOf(fields).filter(isUuid);
  if (ids.length === 0) return [];
  return c.get('services').prisma.attachment.findMany({
    where: {
      id: { in: ids },
      accountId: c.get('account').id,
      reference: null,
      OR: [{ claim: null }, { claim: claimOf(c, fields) }],
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

export const fileItem = ({
  id,
  name,
  kind,
  size,
}: {
  id: string;
  name: string;
  kind: string;
  size: number;
}): FileItem => ({
  id,
  name,
  detail: `${kind}, ${fileSize(size)}`,
});

/** The files to show on a rejected form, so that nobody must choose them again. */
export const keptFiles = async (c: WebContext, fields: Fields): Promise<FileItem[]> =>
  (await waitingFiles(c, fields)).map(fileItem);

/** Names of the form's files that its recorded request did not take, under their field's name. */
export async function filesLeft(c: WebContext, fields: Fields): Promise<Fields> {
  const names = (await waitingFiles(c, fields)).map(({ name }) => name);
  return names.length === 0 ? {} : { lampiran: names.join(', ') };
}

/** The form's files as numbers, for when the database can't supply their names. */
export const unnamedFiles = (fields: Fields): FileItem[] =>
  idsOf(fields)
    .filter(isUuid)
    .map((id, index) => ({ id, name: `Lampiran ${index + 1}`, detail: 'sudah diterima' }));

async function attached(c: WebContext, fields: Fields): Promise<Attached> {
  const fault = c.get('fileFault');
  if (fault) return faulty(fault);
  const ids = idsOf(fields);
  if (ids.length === 0) return { ok: true, ids };
  if (ids.length > mostFiles) return faulty(tooMany());
  const files = await waitingFiles(c, fields);
  if (files.length !== ids.length) return faulty({ status: 422, message: unknown });
  const together = files.reduce((sum, { size }) => sum + size, 0);
  return together > largestTogether ? faulty(tooLargeTogether()) : { ok: true, ids };
}

const unknown = 'Ada lampiran yang tidak dikenal atau sudah terpakai. Pilih berkasnya sekali lagi.';

const faulty = ({ status, message }: { status: Faulty['status']; message: string }): Faulty => ({
  ok: false,
  status,
  errors: { lampiran: message },
  message: null,
});

/** The refusal of a file that came with a form that is not an act yet. */
export const fileFaultOf = (c: WebContext): Faulty | null => {
  const fault = c.get('fileFault');
  return fault ? faulty(fault) : null;
};

/** Checks a form and its files, and reports all errors at once. */
export async function checkWithFiles<T>(
  c: WebContext,
  schema: z.ZodType<T>,
  fields: Fields,
): Promise<{ ok: true; value: T; files: { attachments?: string[] } } | Faulty> {
  const [checked, files] = [check(schema, fields), await attached(c, fields)];
  if (!checked.ok) {
    const errors = { ...checked.errors, ...(files.ok ? {} : files.errors) };
    return { ok: false, status: files.ok ? 422 : files.status, errors, message: fillAll };
  }
  if (!files.ok) return files;
  if (files.ids.length > 0 && !(await claim(c, fields, files.ids)))
    return faulty({ status: 422, message: unknown });
  return { ok: true, value: checked.value, files: files.ids.length > 0 ? { attachments: files.ids } : {} };
}
