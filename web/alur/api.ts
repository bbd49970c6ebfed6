/** The part of the Temporal UI's own API that its lists and its pages of one ticket need; access is checked before. */
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { taskQueue } from '../../workflows/messages.ts';
import type { Web, WebContext } from '../context.ts';
import { sealed, unsealed } from './page-token.ts';
import { hold } from '../http/held.ts';
import { traits } from '../http/traits.ts';
import { addressOf } from '../page/paging.ts';
import { referenceOf } from '../tickets/visible.ts';
import { inNamespace, namespaceOf, ofSeenTicket } from './access.ts';
import { countWorkflows, listWorkflows } from './lists.ts';
import { anonymous, apiPathOf, askUi, failed, passDataOn, viewerBase } from './ui.ts';

export const workflowApi = new Hono<Web>();

const api = `${viewerBase}/api/v1`;
const ours = `${api}/namespaces/:namespace`;
const ticket = `${ours}/workflows/:ref`;

workflowApi.use(`${api}/*`, traits({ automatic: true, json: true }));
workflowApi.use(`${ours}/*`, inNamespace);
workflowApi.use(`${ticket}/*`, ofSeenTicket);

/** Features of the UI: nothing that changes anything, no remote codec, no version check. */
workflowApi.get(`${api}/settings`, async (c) => {
  const answer = await askUi(c, '/api/v1/settings');
  if (answer.status !== 200) return failed(c, answer);
  const settings = (await answer.json()) as Record<string, unknown>;
  return c.json({
    ...settings,
    Auth: { Enabled: false, Options: null },
    Codec: { Endpoint: '' },
    DefaultNamespace: namespaceOf(c),
    DisableWriteActions: true,
    FeedbackURL: '',
    HideWorkflowQueryErrors: true,
    NotifyOnNewVersion: false,
    ShowTemporalSystemNamespace: false,
  });
});
workflowApi.get(`${api}/namespaces`, async (c) => {
  const own = await askUi(c, `/api/v1/namespaces/${encodeURIComponent(namespaceOf(c))}`);
  if (own.status !== 200) return failed(c, own);
  return c.json({ namespaces: [anonymous(await own.json())] });
});
workflowApi.get(`${api}/cluster-info`, same());
workflowApi.get(`${api}/system-info`, same());
workflowApi.get(ours, same());
workflowApi.get(`${ours}/search-attributes`, same());
workflowApi.get(`${ours}/task-queues/${taskQueue}`, same('taskQueueType', 'reportPollers'));

workflowApi.get(`${ours}/workflows`, listWorkflows);
workflowApi.get(`${ours}/workflow-count`, countWorkflows);

workflowApi.get(ticket, same('execution.runId'));
const waits = (c: WebContext): boolean => c.req.query('waitNewEvent') === 'true';
const waiting = traits({ long: waits });
const heldOpen = createMiddleware<Web>(async (c, next) => {
  if (!waits(c)) return next();
  const release = hold(c, 'stream');
  await next().finally(release);
});
workflowApi.get(`${ticket}/history`, waiting, heldOpen, history);
workflowApi.get(`${ticket}/history-reverse`, waiting, heldOpen, history);

/** Passes the request on with these query parameters only. */
function same(...names: string[]) {
  return async (c: WebContext): Promise<Response> => passDataOn(c, await askSame(c, names));
}

/** A page of the ticket's history, with the token of the next page. */
async function history(c: WebContext): Promise<Response> {
  const reference = referenceOf(c);
  const next_page_token = await unsealed(c, reference, c.req.query('next_page_token'));
  const names = ['execution.runId', 'waitNewEvent', 'maximumPageSize'];
  const answer = await askSame(c, names, { next_page_token });
  if (answer.status !== 200) return failed(c, answer);
  const part = anonymous(await answer.json()) as { nextPageToken?: string };
  return c.json({ ...part, nextPageToken: await sealed(c, reference, part.nextPageToken) });
}

/** The path with these query parameters and our own. */
function askSame(c: WebContext, names: string[], ours: Record<string, string> = {}): Promise<Response> {
  const given = names.map((name) => [name, c.req.query(name) ?? ''] as const);
  return askUi(c, addressOf(apiPathOf(c), { ...Object.fromEntries(given), ...ours }), { waits: waits(c) });
}
