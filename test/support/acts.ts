/** Tests for every act on a ticket. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { hashPassword } from '../../prisma/password.ts';
import { signature, thread } from './given.ts';
import type { TestDesk } from './desk.ts';
import { outcomeOf } from './visitor.ts';
import type { Fields, Visitor } from './visitor.ts';
import type { TestWeb } from './web.ts';

interface ActUnderTest {
  /** The last part of the act's path. */
  path: string;
  /** Creates a ticket of SATKER 527010 at KPPN 008, in a state that allows the act. */
  given: (desk: TestDesk) => Promise<string>;
  /** The account that may act. */
  owner: string;
  fields: (web: TestWeb) => Promise<Fields>;
  /** The event that the act adds. */
  adds: string;
  /** Accounts that are refused, with the status. */
  refused: Record<string, 403 | 404>;
}

/** The refusals of everybody else, for an act of KPPN 008 on a ticket that HAI does not see. */
export const notOfKppn008 = {
  'satker-527010': 403,
  'kanwil-riau': 403,
  'pengawas-008': 403,
  pusat: 403,
  'kppn-063': 404,
  'satker-527020': 404,
  'kppn-kp': 404,
  hai: 404,
  admin: 404,
} as const;

export function describeAct(web: () => TestWeb, act: ActUnderTest): void {
  const addressOf = (reference: string) => `/tiket/${reference}/${act.path}`;

  describe('by others', () => {
    // None of these writes anything, so one ticket serves them all.
    let reference: string;
    let before: unknown;
    beforeAll(async () => {
      reference = await act.given(web());
      before = await historyOf(web(), reference);
    });
    afterEach(async () => expect(await historyOf(web(), reference)).toEqual(before));

    test.each(Object.entries(act.refused))(
      'is refused to %s: %i, and nothing is written',
      async (username, status) => {
        const visitor = await web().as(username);
        const reply = await visitor.post(addressOf(reference), await act.fields(web()));
        expect(reply.status).toBe(status);
      },
    );

    it('leads to the log-in without a session', async () => {
      const reply = await web()
        .visitor()
        .post(addressOf(reference), await act.fields(web()));
      const next = encodeURIComponent(`/tiket/${reference}`);
      expect([reply.status, reply.location]).toEqual([303, `/masuk?next=${next}`]);
    });

    it('answers a stranger as for an unknown reference', async () => {
      const stranger = await web().as('kppn-063');
      const foreign = await stranger.post(addressOf(reference), await act.fields(web()));
      const unknown = await stranger.post(addressOf('HAI-101000000'), await act.fields(web()));
      expect([unknown.status, unknown.text]).toEqual([
        foreign.status,
        foreign.text.replaceAll(reference, 'HAI-101000000'),
      ]);
    });
  });

  describe('sent again', () => {
    it('with the same key, is applied once', async () => {
      const reference = await act.given(web());
      const before = await thread(web().prisma, reference);
      const owner = await web().as(act.owner);
      const fields = { permintaan: randomUUID(), ...(await act.fields(web())) };
      for (let times = 0; times < 3; times++) {
        const reply = await owner.post(addressOf(reference), fields);
        expect([reply.status, reply.location]).toEqual([303, `/tiket/${reference}`]);
      }
      expect(await thread(web().prisma, reference)).toEqual([...before, act.adds]);
    });

    it('many times at once, is applied once', async () => {
      const reference = await act.given(web());
      const before = await thread(web().prisma, reference);
      const owner = await web().as(act.owner);
      const fields = { permintaan: 'k'.repeat(400), ...(await act.fields(web())) };
      const replies = await Promise.all(
        Array.from({ length: 5 }, () => outcomeOf(() => owner.post(addressOf(reference), fields))),
      );
      expect(replies.map(({ status }) => status)).toEqual(Array(5).fill(303));
      expect(await thread(web().prisma, reference)).toEqual([...before, act.adds]);
    });
  });

  it('with extra fields, ignores them', async () => {
    const reference = await act.given(web());
    const owner = await web().as(act.owner);
    const before = await web().prisma.ticket.findUniqueOrThrow({ where: { reference } });
    const extra = {
      status: 'WAITING',
      unitId: 'KPPN-063',
      author: 'Orang lain',
      role: 'ADMINISTRATOR',
      subject: 'Lain',
    };
    expect((await owner.post(addressOf(reference), { ...(await act.fields(web())), ...extra })).status).toBe(
      303,
    );
    const ticket = await web().prisma.ticket.findUniqueOrThrow({
      where: { reference },
      include: { events: true },
    });
    const { handlingUnitId, subject, question, recorderId } = before;
    expect(ticket).toMatchObject({ handlingUnitId, subject, question, recorderId });
    const event = ticket.events.find(({ kind }) => kind === act.adds);
    const account = await web().prisma.account.findUniqueOrThrow({ where: { username: act.owner } });
    expect(event).toMatchObject({ unitId: account.unitId, accountId: account.id });
    expect(account.role).toBe('OPERATOR');
  });
}

/** Tests for an act that an officer signs (specification.md 1). `text` is its typed field, if any. */
export function describeSignature(
  web: () => TestWeb,
  act: ActUnderTest & { prefix: string; text: string | null },
): void {
  const typed = act.text === null ? {} : { [act.text]: 'Teks yang sudah diketik' };

  beforeEach(async () => void (await web().prisma.rateLimit.deleteMany()));

  // A refused act writes nothing, so one ticket and one log-in serve them all.
  let reference: string;
  let before: unknown;
  let owner: Visitor;
  beforeAll(async () => {
    reference = await act.given(web());
    before = await historyOf(web(), reference);
    owner = await web().as(act.owner);
  });

  async function refused(over: Fields, leftOut: string[] = []) {
    const permintaan = randomUUID();
    const fields: Fields = { permintaan, ...(await act.fields(web())), ...typed, ...over };
    for (const name of leftOut) delete fields[name];
    const page = await owner.post(`/tiket/${reference}/${act.path}`, fields);
    expect(await historyOf(web(), reference)).toEqual(before);
    expect(page.text).not.toContain('demo-cso');
    expect(page.attribute(`#${act.prefix}passwordCso`, 'value')).toBeNull();
    if (act.text !== null) expect(page.value(`#${act.prefix}${act.text}`)).toBe('Teks yang sudah diketik');
    expect(page.value(`form[action$="/${act.path}"] [name=permintaan]`)).toBe(permintaan);
    return page;
  }

  describe('the signature', () => {
    it('requires an officer', async () => {
      const page = await refused({}, ['petugas']);
      expect(page.status).toBe(422);
      expect(page.faultAt(`${act.prefix}petugas`)).toBe('CSO/SSO harus dipilih.');
      expect(page.one('.govuk-error-summary')).toContain(
        'Isilah semua kolom bertanda * sebelum melanjutkan.',
      );
    });

    it('requires the password CSO, and keeps the officer', async () => {
      const { petugas } = await signature(web().prisma, 'SSO 1 Pekanbaru');
      const page = await refused({ petugas, passwordCso: '' });
      expect(page.status).toBe(422);
      expect(page.faultAt(`${act.prefix}passwordCso`)).toBe('Password CSO harus diisi.');
      expect(page.value(`#${act.prefix}petugas`)).toBe(petugas);
    });

    it('refuses a wrong password CSO, and never shows it', async () => {
      const page = await refused({ passwordCso: 'rahasia-yang-salah' });
      expect(page.status).toBe(422);
      expect(page.faultAt(`${act.prefix}passwordCso`)).toBe('Password CSO salah.');
      expect(page.text).not.toContain('rahasia-yang-salah');
    });

    test.each(['CSO 1 Jayapura', 'CSO 1 Kanwil Riau'])(
      "does not accept another unit's officer: %s",
      async (name) => {
        const page = await refused(await signature(web().prisma, name));
        expect(page.status).toBe(422);
        expect(page.faultAt(`${act.prefix}petugas`)).toBe('CSO/SSO ini tidak dikenal di unit Anda.');
        expect(page.text).not.toContain(name);
      },
    );

    it("refuses another officer's password CSO and the account's own", async () => {
      const mine = await web().prisma.officer.findFirstOrThrow({ where: { name: 'SSO 1 Pekanbaru' } });
      await web().prisma.officer.update({
        where: { id: mine.id },
        data: { passwordHash: await hashPassword('lain-lagi') },
      });
      expect((await refused({ petugas: mine.id })).status).toBe(422);
      expect((await refused({ petugas: mine.id, passwordCso: 'demo-omspan' })).status).toBe(422);
      await web().prisma.officer.update({
        where: { id: mine.id },
        data: { passwordHash: mine.passwordHash },
      });
    });

    it('does not accept an officer who has left', async () => {
      const { id } = await web().prisma.officer.create({
        data: {
          unitId: 'KPPN-008',
          kind: 'CSO',
          name: `CSO ${randomUUID()}`,
          passwordHash: (await web().prisma.officer.findFirstOrThrow()).passwordHash,
          disabledAt: new Date(),
        },
      });
      expect((await refused({ petugas: id })).faultAt(`${act.prefix}petugas`)).toContain('tidak dikenal');
    });

    it('allows ten guesses, while a colleague can still sign', async () => {
      const reference = await act.given(web());
      const address = `/tiket/${reference}/${act.path}`;
      const fields = await act.fields(web());
      const statuses: number[] = [];
      for (let tries = 0; tries < 12; tries++) {
        const wrong = { ...fields, passwordCso: `salah-${tries}` };
        statuses.push((await owner.post(address, wrong, { 'X-Forwarded-For': `10.0.0.${tries}` })).status);
      }
      expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
      const right = await owner.post(address, fields);
      expect(right.status).toBe(429);
      expect(right.faultAt(`${act.prefix}passwordCso`)).toMatch(
        /^Terlalu banyak percobaan\. Cobalah lagi dalam \d+ menit\.$/,
      );
      expect(
        (await owner.post(address, { ...fields, ...(await signature(web().prisma, 'SSO 1 Pekanbaru')) }))
          .status,
      ).toBe(303);
    });
  });

  it('by two officers at once, is done by one; the other learns by whom and keeps the text', async () => {
    const reference = await act.given(web());
    const before = await thread(web().prisma, reference);
    const [first, second] = [await web().as(act.owner), await web().as(act.owner)];
    const address = `/tiket/${reference}/${act.path}`;
    const fields = { ...(await act.fields(web())), ...typed };
    const replies = await Promise.all([
      first.post(address, { ...fields, ...(await signature(web().prisma, 'CSO 1 Pekanbaru')) }),
      second.post(address, { ...fields, ...(await signature(web().prisma, 'SSO 1 Pekanbaru')) }),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 409]);
    const winner = replies[0].status === 303 ? 'CSO 1 Pekanbaru' : 'SSO 1 Pekanbaru';
    const refusal = replies.find(({ status }) => status === 409);
    expect(refusal?.one('.govuk-error-summary')).toMatch(
      new RegExp(`Tindakan terakhir oleh ${winner} pada \\d+ \\w+ \\d{4} \\d\\d\\.\\d\\d WIB`),
    );
    if (act.text !== null) expect(refusal?.value('#salin-1')).toBe('Teks yang sudah diketik');
    expect(refusal?.attributes('form.act', 'action')).not.toContain(address);
    expect(refusal?.text).not.toContain('demo-cso');
    expect(await thread(web().prisma, reference)).toEqual([...before, act.adds]);
  });
}

/** Everything that an act could leave behind: events, and messages to the workflow. */
async function historyOf({ prisma, client }: TestDesk, reference: string): Promise<unknown> {
  const { events } = await client.workflow.getHandle(reference).fetchHistory();
  const messages = events?.filter(
    (event) =>
      event.workflowExecutionSignaledEventAttributes || event.workflowExecutionUpdateAcceptedEventAttributes,
  );
  return { events: await thread(prisma, reference), messages: messages?.length };
}
