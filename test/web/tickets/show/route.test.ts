import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { formatInstant } from '../../../../domain/dates.ts';
import { nextAlarm } from '../../../../domain/transition.ts';
import { ticketState } from '../../../../workflows/messages.ts';
import { answeredTicket, escalatedTicket, repliedTicket, waitingTicket } from '../../../support/given.ts';
import type { Reply } from '../../../support/reply.ts';
import { until } from '../../../support/until.ts';
import { startWeb } from '../../../support/web.ts';
import type { TestWeb } from '../../../support/web.ts';
import { hostileQueries } from '../../../support/hostile.ts';

let web: TestWeb;
beforeAll(async () => (web = await startWeb()));
afterAll(() => web.stop());

const unknown = 'HAI-101000000';

describe('a waiting ticket', () => {
  let reference: string;
  beforeAll(async () => void (reference = await waitingTicket(web)));

  test.each(['satker-527010', 'kppn-008', 'pengawas-008', 'kanwil-riau', 'pusat'])(
    'is shown to %s',
    async (username) => {
      const page = await (await web.as(username)).get(`/tiket/${reference}`);
      expect(page.status).toBe(200);
      expect(page.one('h1')).toBe(`No. Ref: ${reference} SP2D belum terbit`);
      expect(page.one('title')).toBe(`${reference} SP2D belum terbit – Dashboard CSO Online`);
      expect(page.all('.thread__item h3')).toEqual(['Pertanyaan']);
      expect(page.one('.govuk-tag')).toBe('Menunggu konfirmasi/respon dari KPPN');
    },
  );

  test.each(['satker-527020', 'satker-690010', 'kppn-063', 'kppn-kp', 'kppn-kph', 'hai', 'admin'])(
    'does not exist for %s, as page, part or stream',
    async (username) => {
      const visitor = await web.as(username);
      for (const path of ['', '/peristiwa', '/jawaban', '/apa-saja']) {
        for (const part of [false, true]) {
          const ask = (ref: string) =>
            part ? visitor.getPart(`/tiket/${ref}${path}`) : visitor.get(`/tiket/${ref}${path}`);
          const [foreign, missing] = [await ask(reference), await ask(unknown)];
          expect([foreign.status, missing.status]).toEqual([404, 404]);
          expect(foreign.text.replaceAll(reference, unknown)).toBe(missing.text);
        }
      }
    },
  );

  test.each([
    ['kppn-008', ['jawaban', 'eskalasi']],
    ['satker-527010', []],
    ['pengawas-008', []],
    ['kanwil-riau', []],
    ['pusat', []],
  ])('offers %s the acts %j', async (username, acts) => {
    const page = await (await web.as(username)).get(`/tiket/${reference}`);
    expect(page.attributes('form.act', 'action')).toEqual(acts.map((act) => `/tiket/${reference}/${act}`));
  });

  it("offers the unit's own officers, each form with its own key", async () => {
    const page = await (await web.as('kppn-008')).get(`/tiket/${reference}`);
    expect(page.all('#jawaban-petugas option').slice(1)).toEqual(['CSO 1 Pekanbaru', 'SSO 1 Pekanbaru']);
    const keys = page.attributes('form.act [name=permintaan]', 'value');
    expect(new Set(keys).size).toBe(2);
    expect(keys.every((key) => key.length >= 20)).toBe(true);
  });

  test.each([
    ['pengawas-008', true],
    ['kanwil-riau', true],
    ['pusat', true],
    ['kppn-008', false],
    ['satker-527010', false],
  ])('shows %s the link to its workflow: %j', async (username, shown) => {
    const visitor = await web.as(username);
    const page = await visitor.get(`/tiket/${reference}`);
    const href = `/alur/namespaces/${web.namespace}/workflows/${reference}`;
    expect(page.attributes('.facts__link a', 'href')).toEqual(shown ? [href] : []);
    if (shown) expect((await visitor.get(href)).status).toBe(200);
    else expect(page.text).not.toContain(web.namespace);
  });

  it('is a page or its part, as requested', async () => {
    const officer = await web.as('kppn-008');
    const part = await officer.getPart(`/tiket/${reference}?segar=1`);
    expect(part.status).toBe(200);
    expect(part.text).not.toMatch(/<html|<form/);
    expect(part.one('.govuk-tag')).toBe('Menunggu konfirmasi/respon dari KPPN');
    expect(part.headers.get('vary')?.split(', ')).toContain('HX-Request-Type');
  });

  it("shows times in the reader's zone", async () => {
    const from = async (username: string) =>
      (await (await web.as(username)).get(`/tiket/${reference}`)).all('.facts dd').join();
    expect(await from('kppn-008')).toContain('17.00 WIB');
    await web.prisma.unit.update({ where: { id: 'KANWIL-04' }, data: { zone: 'Asia/Jayapura' } });
    expect(await from('kanwil-riau')).toContain('19.00 WIT');
  });

  it('shows the time left', async () => {
    const page = await (await web.as('kppn-008')).get(`/tiket/${reference}`);
    expect(page.one('.sla')).toMatch(/^sisa \d+ hari/);
  });
});

describe('by its state', () => {
  test.each([
    ['escalated', escalatedTicket, { 'kppn-008': [], hai: ['balasan-hai'], 'satker-527010': [] }],
    ['replied', repliedTicket, { 'kppn-008': ['penyelesaian'], hai: ['balasan-hai'], 'pengawas-008': [] }],
    ['resolved', answeredTicket, { 'kppn-008': [], 'kanwil-riau': [] }],
  ])('%s, it offers what may be done now', async (_, given, acts: Record<string, string[]>) => {
    const reference = await given(web);
    for (const [username, offered] of Object.entries(acts)) {
      const page = await (await web.as(username)).get(`/tiket/${reference}`);
      expect(page.status).toBe(200);
      expect(page.attributes('form.act', 'action')).toEqual(
        offered.map((act) => `/tiket/${reference}/${act}`),
      );
    }
  });

  it('resolved, it shows how long it took', async () => {
    const reference = await answeredTicket(web);
    const page = await (await web.as('satker-527010')).get(`/tiket/${reference}`);
    expect(page.all('.facts dd').join()).toContain('tepat waktu');
    expect(page.one('.sla')).toBeNull();
  });

  it('overdue, it shows warning and breach', async () => {
    const openedAt = new Date(Date.now() - 60 * 86_400_000);
    const reference = await waitingTicket(web, { openedAt });
    const page = await (await web.as('satker-527010')).get(`/tiket/${reference}`);
    await expect
      .poll(async () =>
        (await (await web.as('satker-527010')).get(`/tiket/${reference}`)).all('.thread__item h3'),
      )
      .toEqual(['Pertanyaan', 'Peringatan SLA', 'Batas SLA terlewati']);
    expect(page.one('.sla--overdue')).toMatch(/^lewat \d+ hari/);
  });
});

describe('its deadline', () => {
  /** The text of the fact with this label. */
  const fact = (page: Reply, label: string) =>
    page.all('.facts div').find((text) => text.startsWith(`${label} `)) ?? null;

  test.each(['kppn-008', 'satker-527010', 'pusat'])('is explained to %s day by day', async (username) => {
    const reference = await waitingTicket(web);
    const visitor = await web.as(username);
    const page = await visitor.get(`/tiket/${reference}`);
    const due = /Batas waktu (.*) Mengapa batas waktunya begitu\?/.exec(fact(page, 'Batas waktu') ?? '')?.[1];
    const why = await visitor.get(page.attribute('.facts__why', 'href')?.replaceAll('&amp;', '&') ?? '');
    expect([why.status, why.one('#hasil')]).toEqual([200, `Batas waktu ${due}`]);
  });

  test.each([
    ['at the end of service hours', '2026-03-02T08:00:00.000Z', '9 Maret 2026 17.00 WIT'],
    ['a part of a second later', '2026-03-02T08:00:00.400Z', '10 Maret 2026 17.00 WIT'],
  ])('is explained as stored, for a ticket opened %s in Jayapura', async (_, openedAt, due) => {
    const { id, type, name, zone, province } = await web.prisma.unit.findUniqueOrThrow({
      where: { id: 'KPPN-063' },
    });
    const reference = await waitingTicket(web, {
      openedAt: new Date(openedAt),
      handlingUnit: { id, type, name, zone, province },
      viewerIds: ['KPPN-063'],
    });
    const officer = await web.as('kppn-063');
    const page = await officer.get(`/tiket/${reference}`);
    expect(fact(page, 'Batas waktu')).toContain(due);
    const why = await officer.get(page.attribute('.facts__why', 'href')?.replaceAll('&amp;', '&') ?? '');
    expect(why.one('#hasil')).toBe(`Batas waktu ${due}`);
  });

  test.each([
    ['waiting', waitingTicket, 'Menunggu saat peringatan SLA'],
    ['replied', repliedTicket, 'Menunggu penyelesaian otomatis'],
    ['resolved', answeredTicket, null],
  ])('shows supervisors what the workflow of a %s ticket waits for', async (_, given, text) => {
    const reference = await given(web);
    const handle = web.client.workflow.getHandle(reference);
    // The workflow asks the calendar when to complete after HAI's reply is recorded.
    const alarm = await until('the alarm', async () => {
      const state = await handle.query(ticketState);
      return state.haiRepliedAt !== null && state.autoCompleteAt === null ? null : { next: nextAlarm(state) };
    });
    for (const username of ['pengawas-008', 'kanwil-riau', 'pusat']) {
      const { unit } = await web.prisma.account.findUniqueOrThrow({
        where: { username },
        include: { unit: true },
      });
      const at = alarm.next && formatInstant(new Date(alarm.next.at), unit.zone);
      const page = await (await web.as(username)).get(`/tiket/${reference}`);
      expect(fact(page, 'Alur kerja')).toBe(text && `Alur kerja ${text} ${at}`);
    }
    for (const username of ['kppn-008', 'satker-527010'])
      expect(fact(await (await web.as(username)).get(`/tiket/${reference}`), 'Alur kerja')).toBeNull();
  });

  it('shows the planned automatic completion, whatever the calendar says now', async () => {
    const reference = await repliedTicket(web);
    await until('the plan', async () => {
      const { autoCompleteAt } = await web.prisma.ticket.findUniqueOrThrow({ where: { reference } });
      return autoCompleteAt !== null;
    });
    const autoCompleteAt = new Date(Date.now() + 60_000);
    await web.prisma.ticket.update({ where: { reference }, data: { autoCompleteAt } });
    const { zone } = await web.prisma.unit.findUniqueOrThrow({ where: { id: 'KPPN-008' } });
    const page = await (await web.as('pengawas-008')).get(`/tiket/${reference}`);
    const planned = `Menunggu penyelesaian otomatis ${formatInstant(autoCompleteAt, zone)}`;
    expect(fact(page, 'Alur kerja')).toBe(`Alur kerja ${planned}`);
  });

  it('overdue, it leaves the workflow waiting only for people', async () => {
    const reference = await waitingTicket(web, { openedAt: new Date(Date.now() - 60 * 86_400_000) });
    const supervisor = await web.as('pengawas-008');
    await until('the breach', async () =>
      (await supervisor.get(`/tiket/${reference}`)).text.includes('Batas SLA terlewati'),
    );
    expect(fact(await supervisor.get(`/tiket/${reference}`), 'Alur kerja')).toBeNull();
  });
});

test.each([...hostileQueries, '%2e%2e%2f', 'HAI-1%2F..%2F..%2F'])(
  'an invalid reference is not found: %s',
  async (text) => {
    const officer = await web.as('kppn-008');
    for (const path of [`/tiket/${text}`, `/tiket/${text}/peristiwa`]) {
      const page = await officer.get(path);
      expect(page.status).toBe(404);
      expect(page.text).not.toContain('<svg onload');
    }
    expect((await officer.post(`/tiket/${text}/jawaban`, { jawaban: 'x' })).status).toBe(404);
  },
);
