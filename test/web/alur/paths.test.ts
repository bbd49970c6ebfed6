/** No spelling of an address below `/alur/` gets past what a supervisor may see. */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { waitingTicket } from '../../support/given.ts';
import { handlingUnitOf } from '../../support/drafts.ts';
import { sendRaw } from '../../support/raw.ts';
import type { Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';

let web: TestWeb;
let supervisor: Visitor;
/** Handled by KPPN 008, the supervisor's, and by KPPN 063. */
let own: string;
let strange: string;
beforeAll(async () => {
  web = await startWeb();
  supervisor = await web.as('pengawas-008');
  own = await waitingTicket(web);
  strange = await waitingTicket(web, {
    handlingUnit: await handlingUnitOf(web.prisma, 'KPPN-063'),
    satkerId: 'SATKER-690010',
    partnerKppnId: 'KPPN-063',
    viewerIds: ['SATKER-690010', 'KPPN-063'],
  });
});
afterAll(() => web.stop());

/** Sends the path byte for byte; fetch would normalise it. */
function asWritten(path: string, method = 'GET') {
  const { host, port } = new URL(supervisor.origin);
  const cookie = [...supervisor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { Host: host, Cookie: cookie, Origin: web.config.publicUrl };
  return sendRaw(Number(port), path, { method, headers });
}

const written: [how: string, path: (n: string, own: string, strange: string) => string][] = [
  ['as it is', (n, _, other) => `/alur/api/v1/namespaces/${n}/workflows/${other}`],
  ['up from an own one', (n, one, other) => `/alur/api/v1/namespaces/${n}/workflows/${one}/../${other}`],
  ['up, encoded', (n, one, other) => `/alur/api/v1/namespaces/${n}/workflows/${one}/%2e%2e/${other}`],
  ['slashes encoded', (n, one, other) => `/alur/api/v1/namespaces/${n}/workflows/${one}%2f..%2f${other}`],
  ['encoded twice', (n, one, other) => `/alur/api/v1/namespaces/${n}/workflows/${one}%252f..%252f${other}`],
  ['by a semicolon', (n, one, other) => `/alur/api/v1/namespaces/${n}/workflows/${one};/../${other}`],
  ['two slashes', (n, _, other) => `/alur/api/v1/namespaces/${n}//workflows//${other}`],
  ['a dot between', (n, _, other) => `/alur/./api/v1/./namespaces/${n}/./workflows/${other}`],
  ['in capitals', (n, _, other) => `/ALUR/api/v1/namespaces/${n}/workflows/${other}`],
  ['in small letters', (n, _, other) => `/alur/api/v1/namespaces/${n}/workflows/${other.toLowerCase()}`],
  ['with a space', (n, _, other) => `/alur/api/v1/namespaces/${n}/workflows/${other}%20`],
  ['with a null', (n, _, other) => `/alur/api/v1/namespaces/${n}/workflows/${other}%00`],
  ['a query in the path', (n, one, other) => `/alur/api/v1/namespaces/${n}/workflows/${one}%3f/../${other}`],
  ['inside the namespace', (n, _, other) => `/alur/api/v1/namespaces/${n}%2fworkflows%2f${other}`],
  ['out of the namespace', (n) => `/alur/api/v1/namespaces/${n}%2f..%2ftemporal-system/workflows`],
  ['from the files', (n, _, o) => `/alur/_app/immutable/../../api/v1/namespaces/${n}/workflows/${o}`],
  ['from the files, encoded', () => '/alur/_app/immutable/..%2f..%2fapi/v1/namespaces'],
  ['an address of another', (n, _, o) => `http://other.example/alur/api/v1/namespaces/${n}/workflows/${o}`],
  ['a run that is a path', (n, one, o) => `/alur/api/v1/namespaces/${n}/workflows/${one}/runs/../../${o}`],
  ['without /alur', (n, _, other) => `/api/v1/namespaces/${n}/workflows/${other}`],
];

describe("another unit's workflow", () => {
  test.each(written)('%s is refused', async (_, path) => {
    const answer = await asWritten(path(web.namespace, own, strange));
    expect([400, 404, 421]).toContain(answer.status);
    expect(answer.text).not.toContain('executionConfig');
  });

  test.each(['execution.workflowId', 'execution.workflow_id', 'workflowId', 'workflow_id'])(
    'cannot be named by the parameter %s',
    async (name) => {
      const path = `/alur/api/v1/namespaces/${web.namespace}/workflows/${own}?${name}=${strange}`;
      const answer = await asWritten(path);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain(own);
      expect(answer.text).not.toContain(strange);
    },
  );
});

it('accepts only GET, not even HEAD or OPTIONS', async () => {
  const path = `/alur/api/v1/namespaces/${web.namespace}/workflows/${own}`;
  expect((await asWritten(path)).status).toBe(200);
  expect((await asWritten(path, 'HEAD')).status).toBe(405);
  for (const method of ['OPTIONS', 'TRACE', 'POST', 'PUT', 'PATCH', 'DELETE'])
    expect([method, (await asWritten(path, method)).status]).toEqual([method, 403]);
});
