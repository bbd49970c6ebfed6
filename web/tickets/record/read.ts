/** Reads the forms of Rekam Tiket, of a Satker and of a Kuasa BUN unit (specification.md 4). */
import type { FieldErrors } from '../../forms/types.ts';
import { z } from 'zod';
import { destinationsFor } from '../../../domain/routing.ts';
import { askerTypes, methods } from '../../../domain/values.ts';
import type { AskerType, Destination } from '../../../domain/values.ts';
import { draftTicket } from '../../../tickets/draft.ts';
import type { Recording } from '../../../tickets/draft.ts';
import type { Draft } from '../../../tickets/record.ts';
import { checkWithFiles } from '../../forms/attached.ts';
import type { Faulty } from '../../forms/attached.ts';
import type { Fields, WebContext } from '../../context.ts';
import { choosableCustomers } from '../../customers/picker.ts';
import {
  customerId,
  officerId,
  officerPassword,
  optionalText,
  requiredText,
  service,
  subject,
} from '../../forms/fields.ts';
import { fillAll, requestKey } from '../../forms/forms.ts';
import { pickedKppn } from './kppn-picker.ts';
import { signatureOf } from '../officers.ts';

type ReadForm = { ok: true; draft: Draft } | Faulty;

const refused = (errors: FieldErrors, message: string | null = null, status: 422 | 429 = 422): ReadForm => ({
  ok: false,
  status,
  errors,
  message,
});

const content = { subjek: subject, penanya: customerId, pertanyaan: requiredText('Pertanyaan') };
const satkerForm = z.object({ ...content, layanan: service });

const signed = { petugas: officerId, passwordCso: officerPassword };
const counterMethods = methods.filter((method) => method !== 'OMSPAN_SATKER');
const method = z.enum(counterMethods, { error: 'Metode harus dipilih.' });

/** A KPPN's question goes to HAI without an officer; the manual's form for it has no method either. */
const kppnAskerForm = z.object({
  ...content,
  tujuan: z.literal('HAI', { error: 'Tiket KPPN hanya dapat dikirim ke HAI.' }).default('HAI'),
  metode: method.default('LAINNYA'),
});

const otherAskerForm = z
  .object({
    ...content,
    metode: method,
    tujuan: z.enum(destinationsFor('SATKER') as [Destination, ...Destination[]], {
      error: 'Status Tiket harus dipilih.',
    }),
    unitTujuan: z.string().default(''),
    jawaban: optionalText('Jawaban'),
    ...signed,
  })
  .refine(({ tujuan, jawaban }) => tujuan !== 'SELESAI' || jawaban !== '', {
    path: ['jawaban'],
    error: 'Jawaban harus diisi untuk tiket yang langsung selesai.',
    when: ({ issues }) => issues.every(({ path }) => path?.[0] !== 'jawaban'),
  });

/** The form's asker type, SATKER by default. */
export function askerTypeOf(given: string | undefined): AskerType {
  return askerTypes.find((type) => type === given) ?? 'SATKER';
}

/** A Satker's form. */
export async function readSatkerForm(c: WebContext, fields: Fields): Promise<ReadForm> {
  const checked = await checkWithFiles(c, satkerForm, fields);
  if (!checked.ok) return checked;
  const { layanan, ...form } = checked.value;
  const to = { service: layanan };
  return draftOf(c, fields, form, 'SATKER', {
    to,
    method: 'OMSPAN_SATKER',
    officer: null,
    answer: null,
    ...checked.files,
  });
}

/** A Kuasa BUN unit's form: for a KPPN asker, or for one of the six other types. */
export async function readKuasaBunForm(c: WebContext, fields: Fields): Promise<ReadForm> {
  const type = askerTypes.find((known) => known === fields['jenis']);
  if (!type) return refused({ jenis: 'Jenis Unit Penanya harus dipilih.' }, fillAll);
  return type === 'KPPN' ? readKppnAsker(c, fields) : readOtherAsker(c, fields, type);
}

async function readKppnAsker(c: WebContext, fields: Fields): Promise<ReadForm> {
  const checked = await checkWithFiles(c, kppnAskerForm, fields);
  if (!checked.ok) return checked;
  const { tujuan: destination, metode, ...form } = checked.value;
  const to = { destination, pickedKppnId: null };
  return draftOf(c, fields, form, 'KPPN', {
    to,
    method: metode,
    officer: null,
    answer: null,
    ...checked.files,
  });
}

async function readOtherAsker(c: WebContext, fields: Fields, type: AskerType): Promise<ReadForm> {
  const checked = await checkWithFiles(c, otherAskerForm, fields);
  if (!checked.ok) return checked;
  const { tujuan: destination, metode, petugas, passwordCso, jawaban, unitTujuan, ...form } = checked.value;
  const signature = await signatureOf(c, petugas, passwordCso);
  if (!signature.ok) return refused(signature.errors, null, signature.status);
  const picked = await pickedKppn(c, type, destination, unitTujuan);
  if (picked === 'unknown') return refused({ unitTujuan: 'KPPN ini tidak dikenal.' });
  return draftOf(c, fields, form, type, {
    to: { destination, pickedKppnId: picked },
    method: metode,
    officer: signature.officer,
    answer: destination === 'SELESAI' ? jawaban : null,
    ...checked.files,
  });
}

interface Content {
  subjek: string;
  penanya: number;
  pertanyaan: string;
}

type Rest = Pick<Recording, 'to' | 'method' | 'answer' | 'attachments'> & {
  officer: Recording['recorder']['officer'];
};

async function draftOf(
  c: WebContext,
  fields: Fields,
  form: Content,
  type: AskerType,
  rest: Rest,
): Promise<ReadForm> {
  const account = c.get('account');
  const { prisma } = c.get('services');
  const customer = await prisma.customer.findFirst({
    where: { id: form.penanya, type, ...choosableCustomers(account) },
  });
  if (!customer) return refused({ penanya: 'Penanya ini tidak dikenal di unit Anda.' });
  const { officer, ...routing } = rest;
  const draft = await draftTicket(prisma, {
    ...routing,
    recorder: { accountId: account.id, unitId: account.unitId, officer },
    customer,
    subject: form.subjek,
    question: form.pertanyaan,
    requestKey: requestKey(c, fields),
    openedAt: new Date(),
  });
  if (draft) return { ok: true, draft };
  const field = account.unitType === 'SATKER' ? 'layanan' : 'unitTujuan';
  return refused({
    [field]: field === 'layanan' ? 'Unit tujuan ini tidak tersedia.' : 'KPPN tujuan harus dipilih.',
  });
}
