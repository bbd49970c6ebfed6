/** Single files: uploaded before their form, taken back, and downloaded from a ticket. */
import { create as contentDisposition } from 'content-disposition';
import { Hono } from 'hono';
import type { AttachmentKind } from '../../domain/attachments.ts';
import { mayAttach } from '../../domain/roles.ts';
import { fileItem } from '../forms/attached.ts';
import type { Web } from '../context.ts';
import { isUuid, readForm } from '../forms/forms.ts';
import { download } from '../http/download.ts';
import { forbidden, notFound } from '../http/problems.ts';
import { referenceOf, visibleTo } from './visible.ts';
import { traits } from '../http/traits.ts';

/** `/lampiran`: where the script beside a form uploads each chosen file. */
export const uploads = new Hono<Web>();

/** Stores files until a form names their ids. Answers in JSON. */
uploads.post('/', traits({ files: true }), async (c) => {
  const account = c.get('account');
  if (!mayAttach(account)) throw forbidden();
  const { lampiranId = '' } = await readForm(c);
  const fault = c.get('fileFault');
  if (fault) return c.json({ galat: fault.message }, fault.status);
  const files = await c.get('services').prisma.attachment.findMany({
    where: { id: { in: lampiranId.split(' ').filter(isUuid) }, accountId: account.id, reference: null },
  });
  return c.json({ lampiran: files.map(fileItem) }, 201);
});

/** Deletes a file that no act has taken up. */
uploads.delete('/:id', async (c) => {
  const { prisma, storage } = c.get('services');
  const id = c.req.param('id');
  if (!isUuid(id)) throw notFound();
  const mine = { id, accountId: c.get('account').id, reference: null, claim: null };
  const [file] = await prisma.attachment.findMany({ where: mine });
  const { count } = await prisma.attachment.deleteMany({ where: mine });
  if (!file || count === 0) throw notFound();
  await storage.delete(file.key);
  return c.body(null, 204);
});

export const downloads = new Hono<Web>();

const mediaTypes: Record<AttachmentKind, string> = {
  PDF: 'application/pdf',
  XLS: 'application/vnd.ms-excel',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ZIP: 'application/zip',
};

/** For accounts that see the ticket; never shown inline (security.md 2 and 20). */
downloads.get('/:ref/lampiran/:id', async (c) => {
  const { prisma, storage } = c.get('services');
  const [reference, id] = [referenceOf(c), c.req.param('id')];
  if (!isUuid(id)) throw notFound();
  const file = await prisma.attachment.findFirst({
    where: { id, reference, event: { ticket: visibleTo(c.get('account')) } },
  });
  if (!file) throw notFound();
  const { kind, name, size, key } = file;
  const headers = { type: mediaTypes[kind], disposition: contentDisposition(name), size };
  return download(c, headers, () => storage.get(key));
});
