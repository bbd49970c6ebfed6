/** Answer, escalate, complete: signed by an officer of the handling unit (specification.md 1 and 5). */
import { Hono } from 'hono';
import { z } from 'zod';
import { actKey } from '../../../domain/keys.ts';
import { answerTicket, completeTicket, escalateTicket } from '../../../tickets/act.ts';
import type { ActRequest } from '../../../tickets/act.ts';
import type { Desk } from '../../../tickets/desk.ts';
import type { Web, WebContext } from '../../context.ts';
import { officerId, officerPassword, optionalText, requiredText } from '../../forms/fields.ts';
import { signatureOf } from '../officers.ts';
import { traits } from '../../http/traits.ts';
import type { ActName } from './acts-offered.ts';
import { performAct } from './perform.ts';

export const ticketActs = new Hono<Web>();

const signed = { petugas: officerId, passwordCso: officerPassword };
// In the page's order, because errors are listed in the order of these fields.
const answerForm = z.object({ jawaban: requiredText('Jawaban'), ...signed });
const escalateForm = z.object({ catatan: optionalText('Catatan'), ...signed });
const completeForm = z.object(signed);

ticketActs.post('/:ref/jawaban', traits({ files: true, shownAt: '/tiket/:ref' }), (c) =>
  performSigned(c, 'answer', answerForm, (form) => form.jawaban, answerTicket),
);
ticketActs.post('/:ref/eskalasi', traits({ shownAt: '/tiket/:ref' }), (c) =>
  performSigned(c, 'escalate', escalateForm, (form) => form.catatan, escalateTicket),
);
ticketActs.post('/:ref/penyelesaian', traits({ shownAt: '/tiket/:ref' }), (c) =>
  performSigned(c, 'complete', completeForm, () => '', completeTicket),
);

type Signed = { petugas: string; passwordCso: string };

const performSigned = <Form extends Signed>(
  c: WebContext,
  name: ActName,
  form: z.ZodType<Form>,
  bodyOf: (form: Form) => string,
  perform: (desk: Desk, request: ActRequest) => Promise<void>,
): Promise<Response> =>
  performAct(c, {
    name,
    form,
    keyOf: (accountId, permintaan) => actKey(name, accountId, permintaan),
    ask: async (filled, { permintaan: _, ...request }) => {
      const signature = await signatureOf(c, filled.petugas, filled.passwordCso);
      if (!signature.ok) return { ...signature, message: null };
      const { id: accountId, unitId } = c.get('account');
      const { id: officerId, name: officer } = signature.officer;
      const author = { name: officer, unitId, accountId, officerId };
      await perform(c.get('services'), { ...request, author, body: bodyOf(filled) });
      return null;
    },
  });
