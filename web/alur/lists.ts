/** Temporal's list of workflows, limited to what a supervisor may list whatever the query (security.md 4). */
import type { WebContext } from '../context.ts';
import { sealed, unsealed } from './page-token.ts';
import { addressOf } from '../page/paging.ts';
import { Problem } from '../http/problems.ts';
import { seenAmong } from './access.ts';
import { isCondition, ownTickets, referenceAsked } from './queries.ts';
import { anonymous, apiPathOf, askUi, failed, passDataOn } from './ui.ts';

/** Most workflows in one answer. */
const mostRows = 200;

interface Listed {
  executions?: { execution: { workflowId: string } }[];
  nextPageToken?: string;
}

/** Matching tickets of the account's own units that it may see. */
export async function listWorkflows(c: WebContext): Promise<Response> {
  const typed = c.req.query('query') ?? '';
  const query = await ownQuery(c, typed);
  const nextPageToken = await unsealed(c, typed, c.req.query('nextPageToken'));
  const answer = await askUi(c, addressOf(apiPathOf(c), { query, pageSize: pageSizeOf(c), nextPageToken }));
  if (answer.status !== 200) return failed(c, answer);
  const { executions = [], nextPageToken: next, ...rest } = anonymous(await answer.json()) as Listed;
  const ids = executions.map(({ execution }) => execution.workflowId);
  // A KPPN may have moved to another Kanwil; its old tickets have not.
  const seen = await seenAmong(c, ids);
  return c.json({
    ...rest,
    executions: executions.filter((_, index) => seen.has(ids[index] ?? '')),
    nextPageToken: await sealed(c, typed, next),
  });
}

/** Their number, by state if the UI asks for that. */
export async function countWorkflows(c: WebContext): Promise<Response> {
  const [, typed = '', grouped = ''] =
    /^(.*?)(GROUP BY ExecutionStatus)?$/s.exec(c.req.query('query') ?? '') ?? [];
  const asked = new URLSearchParams({ query: `${await ownQuery(c, typed)} ${grouped}` });
  return passDataOn(c, await askUi(c, `${apiPathOf(c)}?${asked.toString()}`));
}

/** A typed query limited to what this account may list. @throws Problem 422 unless it is one whole condition */
async function ownQuery(c: WebContext, query: string): Promise<string> {
  const typed = query.trim();
  const reference = referenceAsked(typed);
  if (reference !== null) {
    // A ticket seen for another reason, such as being the partner's, is found if asked for by name.
    const seen = await seenAmong(c, [reference]);
    return `WorkflowId = '${seen.has(reference) ? reference : ''}'`;
  }
  if (!isCondition(typed)) throw new Problem(422, 'Kueri tidak dapat dibaca.');
  const own = await ownTickets(c.get('services').prisma, c.get('account'));
  return typed === '' ? own : `${own} AND (${typed})`;
}

function pageSizeOf(c: WebContext): string {
  const asked = Number(c.req.query('pageSize'));
  return String(Number.isInteger(asked) && asked > 0 ? Math.min(asked, mostRows) : mostRows);
}
