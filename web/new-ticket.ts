import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { mayRecord } from '../domain/roles.ts';
import { services, serviceLabels } from '../domain/values.ts';
import { draftTicket } from '../tickets/draft.ts';
import { recordTicket } from '../tickets/record.ts';
import type { Web, WebContext } from './context.ts';
import { choosableCustomers, customerOptions } from './customers.ts';
import { customerId, requiredText, service, subject } from './fields.ts';
import { check, fillAll, queryText, readForm, requestKey, typedAgain } from './forms.ts';
import type { Fields } from './forms.ts';
import { page } from './frame.ts';
import type { FieldErrors, RecordPage } from './pages.ts';
import { forbidden } from './problems.ts';

/** Rekam Tiket from a Satker (spec.md section 4). */
export const newTicket = new Hono<Web>();

const form = z.object({
  subjek: subject,
  penanya: customerId,
  pertanyaan: requiredText('Pertanyaan'),
  layanan: service,
});

newTicket.get('/baru', async (c) => {
  refuseOthers(c);
  return formPage(c, {}, {}, null, 200);
});

newTicket.post('/', async (c) => {
  refuseOthers(c);
  const fields = await readForm(c);
  const checked = check(form, fields);
  if (!checked.ok) return formPage(c, fields, checked.errors, fillAll, 422);
  const account = c.get('account');
  const { prisma } = c.get('services');
  const { penanya, layanan, subjek, pertanyaan } = checked.value;
  const customer = await prisma.customer.findFirst({
    where: { id: penanya, ...choosableCustomers(account) },
  });
  if (!customer)
    return formPage(c, fields, { penanya: 'Penanya ini tidak dikenal di unit Anda.' }, null, 422);
  const draft = await draftTicket(prisma, {
    recorder: { accountId: account.id, unitId: account.unitId, officer: null },
    customer,
    method: 'OMSPAN_SATKER',
    to: { service: layanan },
    subject: subjek,
    question: pertanyaan,
    answer: null,
    requestKey: requestKey(c, fields),
    openedAt: new Date(),
  });
  if (!draft) return formPage(c, fields, { layanan: 'Unit tujuan ini tidak tersedia.' }, null, 422);
  const reference = await recordTicket(c.get('services'), draft, c.get('deadline'));
  return c.redirect(`/tiket/${encodeURIComponent(reference)}`, 303);
});

function refuseOthers(c: WebContext): void {
  const account = c.get('account');
  if (!mayRecord(account) || account.unitType !== 'SATKER') throw forbidden();
}

async function formPage(
  c: WebContext,
  fields: Fields,
  errors: FieldErrors,
  message: string | null,
  status: 200 | 422,
): Promise<Response> {
  const cari = queryText(c, 'cari');
  const { prisma } = c.get('services');
  const data: RecordPage = {
    permintaan: fields['permintaan'] || randomUUID(),
    customers: await customerOptions(prisma, c.get('account'), cari),
    services: services.map((value) => ({ value, label: serviceLabels[value] })),
    cari,
    typed: typedAgain(fields),
    errors,
    message,
  };
  return page(c, 'tickets/new', 'Rekam Tiket', data, status);
}
