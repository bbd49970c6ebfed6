/** Temporal's list of workflows within what a supervisor may list, whatever is typed (security.md 4). */
import type { WebContext } from '../context.ts';
import { sealed, unsealed } from './page-token.ts';
import { addressOf } from '../page/paging.ts';
import { Problem } from '../http/problems.ts';
import { seenAmong } from './access.ts';
import { isCondition, ownTickets, referenceAsked } from './queries.ts';
import { apiPathOf, askUi, passOn } from './ui.ts';

/** Workflows in one answer. */
const mostRows = 200;

interface Listed {
  executions?: { execution: { workflowId: string } }[];
  nextPageToken?: string;
}

/** The account's own units' tickets that match, without any that it does not see. */
export async function listWorkflows(c: WebContext): Promise<Response> {
  const typed = c.req.query('query') ?? '';
  const query = await ownQuery(c, typed);
  const nextPageToken = await unsealed(c, typed, c.req.query('nextPageToken'));
  const answer = await askUi(c, addressOf(apiPathOf(c), { query, pageSize: pageSizeOf(c), nextPageToken }));
  if (answer.status !== 200) return passOn(c, answer);
  const { executions = [], nextPageToken: next, ...rest } = (await answer.json()) as Listed;
  const ids = executions.map(({ execution }) => execution.workflowId);
  // A KPPN may have come to another Kanwil: its old tickets have not.
  const seen = await seenAmong(c, ids);
  return c.json({
    ...rest,
    executions: executions.filter((_, index) => seen.has(ids[index] ?? '')),
    nextPageToken: await sealed(c, typed, next),
  });
}

/** How many there are, by their state when the UI asks for that. */
export async function countWorkflows(c: WebContext): Promise<Response> {
  const [, typed = '', grouped = ''] =
    /^(.*?)(GROUP BY ExecutionStatus)?$/s.exec(c.req.query('query') ?? '') ?? [];
  const asked = new URLSearchParams({ query: `${await ownQuery(c, typed)} ${grouped}` });
  return passOn(c, await askUi(c, `${apiPathOf(c)}?${asked.toString()}`));
}

/** A typed query within what this account may list. @throws Problem 422 for what is no condition of its own */
async function ownQuery(c: WebContext, query: string): Promise<string> {
  const typed = query.trim();
  const reference = referenceAsked(typed);
  if (reference !== null) {
    // Seen for another reason than being its unit's, as its partner's: asked for by name it is there.
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
