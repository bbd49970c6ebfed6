import { randomUUID } from 'node:crypto';
import { answerTicket } from '../tickets/act.ts';
import type { Desk } from '../tickets/desk.ts';
import { draftTicket } from '../tickets/draft.ts';
import { recordTicket } from '../tickets/record.ts';
import type { Life } from './measure.ts';

const question = 'Mohon bantuannya, SPM sudah kami ajukan.'.repeat(5);
const deadline = (): number => Date.now() + 60_000;

/** Records a ticket through the client that the web uses. @returns its reference */
export async function clientRecording(desk: Desk): Promise<() => Promise<string>> {
  const { prisma } = desk;
  const account = await prisma.account.findUniqueOrThrow({ where: { username: 'satker-527010' } });
  const customer = await prisma.customer.findFirstOrThrow({ where: { unitId: account.unitId } });
  return async () => {
    const draft = await draftTicket(prisma, {
      recorder: { accountId: account.id, unitId: account.unitId, officer: null },
      customer,
      method: 'OMSPAN_SATKER',
      to: { service: 'PERBENDAHARAAN' },
      subject: 'SP2D belum terbit',
      question,
      answer: null,
      requestKey: randomUUID(),
      openedAt: new Date(),
    });
    if (!draft) throw new Error('no draft');
    return recordTicket(desk, draft, deadline());
  };
}

/** Records and answers through the client that the web uses. */
export async function clientLife(desk: Desk): Promise<Life> {
  const { prisma } = desk;
  const record = await clientRecording(desk);
  const handler = await prisma.account.findUniqueOrThrow({ where: { username: 'kppn-008' } });
  const officer = await prisma.officer.findFirstOrThrow({ where: { unitId: handler.unitId } });
  return async (step) => {
    const reference = await step('record', record);
    const author = {
      name: officer.name,
      unitId: handler.unitId,
      accountId: handler.id,
      officerId: officer.id,
    };
    await step('answer', () =>
      answerTicket(desk, { reference, key: randomUUID(), author, body: question, deadline: deadline() }),
    );
  };
}

/** Records and answers through the pages: follows each POST's redirect and verifies the password CSO. */
export async function httpLife(desk: Desk, origin: string): Promise<Life> {
  const { prisma } = desk;
  const satker = await signIn(origin, 'satker-527010');
  const kppn = await signIn(origin, 'kppn-008');
  const customer = await prisma.customer.findFirstOrThrow({ where: { unitId: 'SATKER-527010' } });
  const officer = await prisma.officer.findFirstOrThrow({ where: { unitId: 'KPPN-008' } });
  return async (step) => {
    const page = await step('record', () =>
      post(origin, satker, '/tiket', {
        permintaan: randomUUID(),
        subjek: 'SP2D belum terbit',
        penanya: String(customer.id),
        pertanyaan: question,
        layanan: 'PERBENDAHARAAN',
      }),
    );
    await step('answer', () =>
      post(origin, kppn, `${page}/jawaban`, {
        permintaan: randomUUID(),
        jawaban: question,
        petugas: officer.id,
        passwordCso: 'demo-cso',
      }),
    );
  };
}

export async function signIn(origin: string, username: string): Promise<string> {
  const body = new URLSearchParams({ username, password: 'demo-omspan' });
  const response = await fetch(`${origin}/masuk`, {
    method: 'POST',
    body,
    headers: { origin },
    redirect: 'manual',
  });
  const cookie = response.headers.getSetCookie().at(-1)?.split(';')[0];
  if (response.status !== 303 || !cookie) throw new Error(`log-in of ${username}: ${response.status}`);
  return cookie;
}

/** @returns the path of the page that it redirected to */
async function post(
  origin: string,
  cookie: string,
  path: string,
  fields: Record<string, string>,
): Promise<string> {
  const body = new URLSearchParams(fields);
  const headers = { origin, cookie };
  const response = await fetch(origin + path, { method: 'POST', body, headers, redirect: 'manual' });
  const to = response.headers.get('location');
  if (response.status !== 303 || !to) throw new Error(`POST ${path}: ${response.status}`);
  await response.arrayBuffer();
  const shown = await fetch(origin + to, { headers: { cookie } });
  if (shown.status !== 200) throw new Error(`GET ${to}: ${shown.status}`);
  await shown.arrayBuffer();
  return to;
}
