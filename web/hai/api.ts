/** The JSON API for HAI's own systems (contract.md). It accepts a bearer token and ignores cookies. */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { apiReplyId } from '../../domain/keys.ts';
import { ActRefused } from '../../tickets/desk.ts';
import { replyForHai } from '../../tickets/hai-reply.ts';
import { bears } from '../http/bearer.ts';
import type { Web } from '../context.ts';
import { requiredText } from '../forms/fields.ts';
import { cleanText, queryText, shortKey } from '../forms/forms.ts';
import { limitTexts } from '../forms/upload.ts';
import { notFound, Problem } from '../http/problems.ts';
import { referenceOf } from '../tickets/visible.ts';

export const haiApi = new Hono<Web>();

/** Most tickets in one answer; `Link` leads to the next ones. */
const queueSize = 500;

haiApi.use(
  createMiddleware<Web>(async (c, next) => {
    if (!bears(c, c.get('services').config.haiApiToken)) throw new Problem(401, 'Token tidak sah.');
    await next();
  }),
);

haiApi.use(limitTexts);

haiApi.get('/tiket', async (c) => {
  if ((c.req.query('status') ?? 'ESCALATED') !== 'ESCALATED')
    throw new Problem(422, 'status harus ESCALATED.');
  const after = queryText(c, 'setelah');
  const tickets = await c.get('services').prisma.ticket.findMany({
    where: { status: 'ESCALATED', reference: { gt: after } },
    orderBy: { reference: 'asc' },
    take: queueSize,
    include: { handlingUnit: true },
  });
  const last = tickets.at(-1);
  if (last && tickets.length === queueSize) {
    const next = `/api/hai/tiket?status=ESCALATED&setelah=${encodeURIComponent(last.reference)}`;
    c.header('Link', `<${next}>; rel="next"`);
  }
  return c.json(
    tickets.map(({ reference, subject, question, handlingUnit, openedAt, dueAt }) => ({
      reference,
      subject,
      question,
      unit: handlingUnit.name,
      opened_at: openedAt.toISOString(),
      due_at: dueAt.toISOString(),
    })),
  );
});

const replyForm = z.object(
  {
    balasan: z
      .string({ error: 'balasan harus berupa teks.' })
      .transform(cleanText)
      .pipe(requiredText('balasan')),
  },
  { error: 'Kirim JSON {"balasan": "…"}.' },
);

haiApi.post('/tiket/:ref/balasan', async (c) => {
  const services = c.get('services');
  const reference = referenceOf(c);
  const known = await services.prisma.ticket.findUnique({ where: { reference }, select: { seq: true } });
  if (!known) throw notFound();
  const json: unknown = await c.req.json().catch(() => null);
  const parsed = replyForm.safeParse(json);
  if (!parsed.success) throw new Problem(422, parsed.error.issues[0]?.message ?? 'balasan harus diisi.');
  const key = shortKey(c.req.header('idempotency-key') || randomUUID());
  const { balasan: body } = parsed.data;
  const request = { reference, id: apiReplyId(key), body, accountId: null, deadline: c.get('deadline') };
  const recorded = await replyForHai(services, request).catch((error: unknown) => {
    throw error instanceof ActRefused ? new Problem(409, error.refusal.message) : error;
  });
  if (recorded !== body) c.header('Idempotency-Mismatch', 'true');
  return c.json({ reference }, 202);
});
