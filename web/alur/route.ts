/**
 * `/alur/`: a ticket's workflow in the Temporal UI. Only paths named here and in api.ts are passed on; browsers never
 * reach the UI itself (docs/decisions/0018).
 */
import { Hono } from 'hono';
import type { Web, WebContext } from '../context.ts';
import { notFound } from '../http/problems.ts';
import { traits } from '../http/traits.ts';
import { inNamespace, namespaceOf, ofSeenTicket, supervisorsRead } from './access.ts';
import { workflowApi } from './api.ts';
import { askUi, passOn, readUiPage, viewerBase } from './ui.ts';

export const workflowViewer = new Hono<Web>();

const pages = `${viewerBase}/namespaces/:namespace/workflows`;

workflowViewer.use(`${viewerBase}/*`, traits({ temporalUi: true }), supervisorsRead);
workflowViewer.use(`${pages}/*`, inNamespace);
workflowViewer.use(`${pages}/:ref/*`, ofSeenTicket);

workflowViewer.on('GET', [viewerBase, `${viewerBase}/`], (c) =>
  c.redirect(`${viewerBase}/namespaces/${encodeURIComponent(namespaceOf(c))}/workflows`, 303),
);

const uiPage = async (c: WebContext) => c.html((await readUiPage(c)).page);
workflowViewer.get(pages, uiPage);
workflowViewer.get(`${pages}/:ref/*`, uiPage);
workflowViewer.get(`${viewerBase}/mulai.js`, async (c) => {
  c.header('Content-Type', 'text/javascript');
  return c.body((await readUiPage(c)).script);
});

workflowViewer.get(`${viewerBase}/favicon.ico`, async (c) => passOn(c, await askUi(c, '/favicon.ico')));
/** The UI's files; their names contain a hash. */
workflowViewer.get(`${viewerBase}/_app/immutable/*`, async (c) => {
  const path = c.req.path.slice(viewerBase.length);
  if (!/^[\w./-]+$/.test(path) || path.includes('..')) throw notFound();
  const file = await askUi(c, path);
  if (file.status === 200) c.header('Cache-Control', 'private, max-age=31536000, immutable');
  return passOn(c, file);
});

workflowViewer.route('/', workflowApi);

workflowViewer.all(`${viewerBase}/*`, () => {
  throw notFound();
});
