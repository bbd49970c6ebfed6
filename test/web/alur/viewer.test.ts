/** A ticket's workflow in the Temporal UI: who may see which, and that nobody can do more than look. */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { repliedTicket, waitingTicket } from '../../support/given.ts';
import { until } from '../../support/until.ts';
import type { Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';

let web: TestWeb;
/** Of SATKER 527010, handled by KPPN 008. */
let own: string;
/** Of SATKER 690010, handled by KPPN 063. */
let strange: string;
/** Of SATKER 527010, handled by its Kanwil: seen by KPPN 008, its partner, and not its own. */
let partners: string;
let pages: string;
let api: string;
beforeAll(async () => {
  web = await startWeb();
  const unit = (id: string) =>
    web.prisma.unit.findUniqueOrThrow({
      where: { id },
      select: { id: true, type: true, name: true, zone: true, province: true },
    });
  own = await waitingTicket(web);
  strange = await waitingTicket(web, {
    handlingUnit: await unit('KPPN-063'),
    satkerId: 'SATKER-690010',
    partnerKppnId: 'KPPN-063',
    viewerIds: ['SATKER-690010', 'KPPN-063'],
  });
  partners = await waitingTicket(web, { handlingUnit: await unit('KANWIL-04') });
  pages = `/alur/namespaces/${web.namespace}/workflows`;
  api = `/alur/api/v1/namespaces/${web.namespace}`;
});
afterAll(() => web.stop());

const at = (path: string, query: Record<string, string>) =>
  `${path}?${new URLSearchParams(query).toString()}`;

interface Listed {
  executions: { execution: { workflowId: string; runId: string } }[];
}

async function listed(username: string, query: string): Promise<string[]> {
  const reply = await (await web.as(username)).get(at(`${api}/workflows`, { query }));
  expect(reply.status).toBe(200);
  return reply
    .json<Listed>()
    .executions.map(({ execution }) => execution.workflowId)
    .sort();
}

/** Temporal's list lags behind its workflows. */
const untilListed = () =>
  until('all three in the list', async () => (await listed('pusat', '')).length === 3);

const parts = (reference: string) => [
  `${pages}/${reference}`,
  `${pages}/${reference}/history`,
  `${api}/workflows/${reference}`,
  `${api}/workflows/${reference}/history`,
  `${api}/workflows/${reference}/history-reverse`,
];

describe('a single workflow', () => {
  test.each(['pengawas-008', 'kanwil-riau', 'pusat'])('is shown to %s', async (username) => {
    const supervisor = await web.as(username);
    for (const path of parts(own)) expect([path, (await supervisor.get(path)).status]).toEqual([path, 200]);
    const page = await supervisor.get(`/tiket/${own}`);
    expect(page.attributes('.facts__link a', 'href')).toEqual([`${pages}/${own}`]);
  });

  test.each(['pengawas-008', 'kanwil-riau'])(
    'of another unit is 404 for %s, like one that does not exist',
    async (username) => {
      const supervisor = await web.as(username);
      const unknown = await supervisor.get(`${pages}/HAI-101000000`);
      expect(unknown.status).toBe(404);
      for (const path of parts(strange))
        expect([path, (await supervisor.get(path)).status]).toEqual([path, 404]);
      const page = await supervisor.get(`${pages}/${strange}`);
      expect(page.text.replaceAll(strange, '')).toBe(unknown.text.replaceAll('HAI-101000000', ''));
    },
  );

  test.each(['kppn-008', 'satker-527010', 'hai', 'admin'])('is 403 for %s', async (username) => {
    const other = await web.as(username);
    for (const path of [...parts(own), `${api}/workflows`, '/alur/', '/alur/api/v1/settings']) {
      expect([path, (await other.get(path)).status]).toEqual([path, 403]);
    }
    expect((await other.get(`/tiket/${own}`)).all('.facts__link a')).toEqual([]);
  });

  it.each(['/alur', '/alur/'])('%s leads a supervisor to the list', async (path) => {
    const reply = await (await web.as('pengawas-008')).get(path);
    expect([reply.status, reply.location]).toEqual([303, pages]);
    expect((await (await web.as('kppn-008')).get(path)).status).toBe(403);
  });

  it('leads to the log-in without one', async () => {
    expect((await web.visitor().get(`${pages}/${own}`)).location).toMatch(/^\/masuk\?next=/);
    expect((await web.visitor().get(`${api}/workflows/${own}/history`)).status).toBe(401);
  });

  it('is 404 in another namespace or if it is no ticket', async () => {
    const supervisor = await web.as('pusat');
    for (const path of [
      `/alur/namespaces/default/workflows/${own}`,
      `/alur/api/v1/namespaces/default/workflows/${own}`,
      '/alur/api/v1/namespaces/default/workflows',
      '/alur/api/v1/namespaces/temporal-system',
      `${api}/workflows/laporan-1/history`,
      `${api}/workflows/${own}%2F..%2F${strange}`,
    ]) {
      expect([path, (await supervisor.get(path)).status]).toEqual([path, 404]);
    }
  });

  it("cannot be reached by another ticket's run", async () => {
    const runs = await until('the strange run', async () => {
      const reply = await (
        await web.as('pusat')
      ).get(at(`${api}/workflows`, { query: `WorkflowId="${strange}"` }));
      return reply.json<Listed>().executions[0]?.execution.runId;
    });
    const supervisor = await web.as('pengawas-008');
    const reply = await supervisor.get(at(`${api}/workflows/${own}/history`, { 'execution.runId': runs }));
    expect(reply.status).toBe(404);
  });
});

describe('the rest of a history', () => {
  interface Part {
    history: { events?: { eventId: string }[] };
    nextPageToken: string;
  }
  const read = (visitor: Visitor, reference: string, kind: string, query: Record<string, string> = {}) =>
    visitor.get(at(`${api}/workflows/${reference}/${kind}`, { maximumPageSize: '2', ...query }));

  describe.each(['history', 'history-reverse'])('as %s', (kind) => {
    it('can be read to its end', async () => {
      const supervisor = await web.as('pengawas-008');
      const seen: string[] = [];
      let next_page_token = '';
      do {
        const part = (await read(supervisor, own, kind, { next_page_token })).json<Part>();
        seen.push(...(part.history.events ?? []).map(({ eventId }) => eventId));
        next_page_token = part.nextPageToken;
      } while (next_page_token !== '');
      expect(seen.length).toBeGreaterThan(6);
      const numbers = seen.map(Number).toSorted((a, b) => a - b);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    });

    it("refuses another ticket's token, another session's, or one without our seal", async () => {
      const [pusat, supervisor] = [await web.as('pusat'), await web.as('pengawas-008')];
      const strangers = (await read(pusat, strange, kind)).json<Part>().nextPageToken;
      expect((await read(pusat, strange, kind, { next_page_token: strangers })).status).toBe(200);
      const [bare = ''] = strangers.split('.');
      for (const token of [strangers, bare, `${bare}.`, `${bare}.${'A'.repeat(43)}`])
        for (const visitor of [pusat, supervisor])
          expect((await read(visitor, own, kind, { next_page_token: token })).status).toBe(404);
      const anothers = (await read(pusat, own, kind)).json<Part>().nextPageToken;
      expect((await read(supervisor, own, kind, { next_page_token: anothers })).status).toBe(404);
    });
  });
});

describe('the list', () => {
  it('continues after its first page, only with the token of the same query', async () => {
    await untilListed();
    const supervisor = await web.as('kanwil-riau');
    const part = (query: Record<string, string>) =>
      supervisor.get(at(`${api}/workflows`, { pageSize: '1', ...query }));
    const first = (await part({})).json<Listed & { nextPageToken: string }>();
    const second = (await part({ nextPageToken: first.nextPageToken })).json<Listed>();
    const ids = [first, second].flatMap(({ executions }) =>
      executions.map(({ execution }) => execution.workflowId),
    );
    expect(ids.toSorted()).toEqual([own, partners].toSorted());
    for (const nextPageToken of ['AAAA', first.nextPageToken.split('.')[0] ?? ''])
      expect((await part({ nextPageToken })).status).toBe(404);
    const other = { query: "TicketStatus = 'WAITING'", nextPageToken: first.nextPageToken };
    expect((await part(other)).status).toBe(404);
  });

  it("holds only tickets of the account's units, whatever the query", async () => {
    await untilListed();
    expect(await listed('pengawas-008', '')).toEqual([own]);
    expect(await listed('kanwil-riau', '')).toEqual([own, partners].sort());
    expect(await listed('pusat', '')).toEqual([own, strange, partners].sort());
    expect(await listed('pengawas-008', "TicketUnit = 'KPPN-063'")).toEqual([]);
    expect(await listed('pengawas-008', "TicketUnit = 'KPPN-063' OR TicketStatus = 'WAITING'")).toEqual([
      own,
    ]);
    expect(await listed('pusat', "TicketUnit = 'KPPN-063'")).toEqual([strange]);
  });

  it("finds by name a ticket seen for another reason, and no stranger's", async () => {
    await untilListed();
    expect(await listed('pengawas-008', `WorkflowId="${partners}"`)).toEqual([partners]);
    expect(await listed('pengawas-008', `WorkflowId="${strange}"`)).toEqual([]);
  });

  it('leaves out what the account does not see, though its unit handles it', async () => {
    await untilListed();
    // As after the KPPN moved to another Kanwil: its old tickets stay with the former one.
    await web.prisma.unit.update({ where: { id: 'KPPN-063' }, data: { parentId: 'KANWIL-04' } });
    expect(await listed('kanwil-riau', '')).toEqual([own, partners].sort());
  });

  it('counts within the same limits', async () => {
    await untilListed();
    const counted = async (username: string, query: string) =>
      (await (await web.as(username)).get(at(`${api}/workflow-count`, { query }))).json<{ count?: string }>()
        .count;
    expect(await counted('pengawas-008', '')).toBe('1');
    expect(await counted('pengawas-008', "TicketUnit = 'KPPN-063' GROUP BY ExecutionStatus")).toBeUndefined();
    expect(await counted('pusat', 'GROUP BY ExecutionStatus')).toBe('3');
  });

  test.each(["TicketUnit = 'KPPN-063') OR (TicketUnit = 'KPPN-063'", 'true -- '])(
    'refuses %s',
    async (query) => {
      const supervisor = await web.as('pengawas-008');
      for (const path of ['workflows', 'workflow-count']) {
        expect((await supervisor.get(at(`${api}/${path}`, { query }))).status).toBe(422);
      }
    },
  );
});

describe('everything else', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is refused', async (method) => {
    const supervisor = await web.as('pusat');
    for (const act of ['terminate', 'cancel', 'signal/haiReply', 'reset', 'update/answer', 'query/ticket']) {
      const reply = await supervisor.send(`${api}/workflows/${own}/${act}`, {
        method,
        body: '{}',
        headers: { Origin: web.config.publicUrl, 'Content-Type': 'application/json' },
      });
      expect([act, reply.status]).toEqual([act, 403]);
    }
    const { status } = await web.client.workflow.getHandle(own).describe();
    expect(status.name).toBe('RUNNING');
  });

  test.each([
    'batch-operations',
    'schedules',
    'archived-workflows',
    'task-queues/lain',
    'worker-deployments',
    'workflows/HAI-101000000/query/ticket',
  ])('%s is 404', async (path) => {
    expect((await (await web.as('pusat')).get(`${api}/${path}`)).status).toBe(404);
  });

  test.each([
    '/alur/api/v1/nexus/endpoints',
    '/alur/api/v1/me',
    '/alur/auth/sso',
    '/alur/_app/immutable/%2e%2e/%2e%2e/api/v1/namespaces/default/workflows',
  ])('%s is 404', async (path) => {
    expect((await (await web.as('pusat')).get(path)).status).toBe(404);
  });

  it('is not cached by browsers unless it is a file of the UI', async () => {
    const reply = await (await web.as('pusat')).get('/alur/_app/immutable/tidak-ada.js');
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });

  it('tells the UI to offer no acts and no remote decoding', async () => {
    const reply = await (await web.as('pusat')).get('/alur/api/v1/settings');
    expect(reply.json()).toMatchObject({
      DisableWriteActions: true,
      Codec: { Endpoint: '' },
      DefaultNamespace: web.namespace,
    });
    const namespaces = await (await web.as('pusat')).get('/alur/api/v1/namespaces');
    const names = namespaces.json<{ namespaces: { namespaceInfo: { name: string } }[] }>().namespaces;
    expect(names.map(({ namespaceInfo }) => namespaceInfo.name)).toEqual([web.namespace]);
  });
});

it('allows no inline script and passes on no cookie of the UI', async () => {
  const page = await (await web.as('pusat')).get(pages);
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self';");
  expect(page.headers.get('set-cookie')).toBeNull();
  expect(page.text).not.toMatch(/<script>|content-security-policy|"\/_app\//);
  const ours = await (await web.as('pusat')).get('/');
  expect(ours.headers.get('content-security-policy')).toContain("style-src 'self';");
});

it('reading there does not extend an idle session', async () => {
  const supervisor = await web.as('pengawas-008');
  const lastSeenAt = new Date(Date.now() - 20 * 60_000);
  await web.prisma.session.updateMany({
    where: { account: { username: 'pengawas-008' } },
    data: { lastSeenAt },
  });
  expect((await supervisor.get(`${api}/workflows/${own}`)).status).toBe(200);
  const kept = await web.prisma.session.count({
    where: { account: { username: 'pengawas-008' }, lastSeenAt },
  });
  expect(kept).toBeGreaterThan(0);
});

it('summaries and search attributes describe what happened in Indonesian, without names of persons', async () => {
  const reference = await repliedTicket(web, { subject: 'Rahasia unit' });
  const supervisor = await web.as('pengawas-008');
  const described = await supervisor.get(`${api}/workflows/${reference}`);
  const history = await supervisor.get(`${api}/workflows/${reference}/history`);
  const told = [described, history].flatMap((reply) => readable(reply.json()));
  expect(told).toContain('Mencatat: tiket direkam');
  expect(told).toContain('Mencatat: eskalasi ke HAI');
  expect(told).toContain('Mencatat: balasan HAI');
  expect(told.some((text) => text.startsWith('Menunggu saat peringatan SLA (batas waktu '))).toBe(true);
  expect(told).toContain('KPPN-008');
  const text = told.join('\n');
  const ticket = await web.prisma.ticket.findUniqueOrThrow({ where: { reference } });
  for (const secret of [ticket.askerName, ticket.askerEmail, ticket.subject, 'CSO 1', 'example.id']) {
    expect(text).not.toContain(secret);
  }
});

/** Decoded user metadata, search attributes and memos anywhere in an answer. */
function readable(value: unknown, inside = false): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    if (inside && key === 'data') return [String(JSON.parse(Buffer.from(String(part), 'base64').toString()))];
    return readable(part, inside || ['userMetadata', 'searchAttributes', 'memo'].includes(key));
  });
}
