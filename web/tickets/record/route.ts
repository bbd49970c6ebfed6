import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { isKuasaBun, mayRecord } from '../../../domain/roles.ts';
import type { TicketInput } from '../../../domain/ticket.ts';
import { recordedBefore, recordTicket } from '../../../tickets/record.ts';
import { fileFaultOf } from '../../forms/attached.ts';
import type { Faulty } from '../../forms/attached.ts';
import type { Web, WebContext, Fields } from '../../context.ts';
import { queryText, readForm, requestKey } from '../../forms/forms.ts';
import { answeredOnce } from '../../forms/once.ts';
import { page } from '../../page/frame.ts';
import { keepForm, keptForm } from '../../forms/kept-forms.ts';
import { recordPageOf } from './page.ts';
import { forbidden } from '../../http/problems.ts';
import { askerTypeOf, readKuasaBunForm, readSatkerForm } from './read.ts';
import { renderPart } from '../../page/render.ts';
import { toTicket } from '../show/done.ts';
import { unitPicker } from '../../customers/unit-picker.ts';
import { traits } from '../../http/traits.ts';

/** Rekam Tiket (specification.md 4). */
export const newTicket = new Hono<Web>();

newTicket.get('/baru', async (c) => {
  refuseReaders(c);
  const { fields: kept } = await keptForm(c, queryText(c, 'draf'));
  const asked = Object.entries({ jenis: queryText(c, 'jenis'), penanya: queryText(c, 'penanya') });
  return formPage(c, { ...kept, ...Object.fromEntries(asked.filter(([, value]) => value !== '')) });
});

/** The form for another asker type or a narrowed list, with what was typed; without JavaScript a button fetches it. */
newTicket.post('/baru', traits({ files: true, shownAt: '/tiket/baru' }), async (c) => {
  refuseReaders(c);
  const fields = await readForm(c);
  return formPage(c, fields, fileFaultOf(c));
});

/** Options of *KPPN tujuan* by a part of code or name, for typing ahead. */
newTicket.get('/baru/kppn', async (c) => {
  refuseReaders(c);
  const chosen = queryText(c, 'unitTujuan');
  const picker = await unitPicker(c, 'DESTINATION', queryText(c, 'cariKppn'), chosen);
  return c.html(renderPart('_unit-options', { ...picker, value: chosen }));
});

/** *Tambah data di sini* keeps the half-filled form and comes back to it with the new person chosen. */
newTicket.post('/baru/penanya', traits({ files: true, shownAt: '/tiket/baru' }), async (c) => {
  refuseReaders(c);
  const fields = await readForm(c);
  const fault = fileFaultOf(c);
  if (fault) return formPage(c, fields, fault);
  const back = new URLSearchParams({ draf: await keepForm(c, c.get('account').id, fields) });
  // The new person has the form's asker type.
  if (isKuasaBun(c.get('account'))) back.set('jenis', askerTypeOf(fields['jenis']));
  return c.redirect(
    `/pengguna/cari-email?kembali=${encodeURIComponent(`/tiket/baru?${back.toString()}`)}`,
    303,
  );
});

newTicket.post('/', traits({ files: true, shownAt: '/tiket/baru' }), async (c) => {
  refuseReaders(c);
  const fields = await readForm(c);
  const services = c.get('services');
  const { id } = c.get('account');
  const key = requestKey(c, fields);
  return answeredOnce(
    () => recordedBefore(services, id, key, c.get('deadline')),
    (ticket) => toRecorded(c, fields, ticket),
    async () => {
      const read = await (isKuasaBun(c.get('account')) ? readKuasaBunForm : readSatkerForm)(c, fields);
      if (!read.ok) return formPage(c, fields, read);
      await recordTicket(services, read.draft, c.get('deadline'));
      return null;
    },
  );
});

/** To the ticket, with whatever changed since the form was recorded. */
function toRecorded(c: WebContext, fields: Fields, ticket: TicketInput): Promise<Response> {
  const { reference, subject, question, answer, service, method, asker } = ticket;
  const texts = { subjek: subject, pertanyaan: question, jawaban: answer ?? '' };
  const choices = { layanan: service ?? '', metode: method, penanya: String(asker.customerId) };
  const changed = Object.entries({ ...texts, ...choices }).flatMap(([name, recorded]) => {
    const typed = fields[name] ?? '';
    return typed === '' || typed === recorded ? [] : [[name, typed]];
  });
  return toTicket(c, reference, 'record', fields, Object.fromEntries(changed) as Fields);
}

function refuseReaders(c: WebContext): void {
  if (!mayRecord(c.get('account'))) throw forbidden();
}

async function formPage(c: WebContext, fields: Fields, faulty: Faulty | null = null): Promise<Response> {
  const filled = { ...fields, permintaan: fields['permintaan'] || randomUUID() };
  const { errors = {}, message = null, status = 200 } = faulty ?? {};
  return page(c, 'tickets/new', 'Rekam Tiket', await recordPageOf(c, filled, errors, message), status);
}
