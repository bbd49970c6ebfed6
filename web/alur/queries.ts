/** Limits supervisors' queries of Temporal's lists to tickets of their own units. */
import { sees } from '../../domain/roles.ts';
import { isReference } from '../../domain/reference.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { searchAttributes, ticketWorkflow } from '../../workflows/messages.ts';
import type { Account } from '../context.ts';

/**
 * Words, values, comparisons and parentheses; no comments, no escapes, nothing that the server could parse
 * differently.
 */
const token =
  /\s+|[A-Za-z_][A-Za-z0-9_]*|`[A-Za-z0-9_]+`|'[^'"`\\]*'|"[^'"`\\]*"|[0-9]+(\.[0-9]+)?|[<>=!]+|[(),]/y;

/** Whether this is one whole condition, which stays one inside parentheses. */
export function isCondition(text: string): boolean {
  let depth = 0;
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const [found] = token.exec(text) ?? [];
    if (found === undefined) return false;
    if (found === '(') depth++;
    if (found === ')' && --depth < 0) return false;
  }
  return depth === 0;
}

/** The ticket of a query for a single workflow, which the UI sends before showing it; otherwise null. */
export function referenceAsked(query: string): string | null {
  const [, reference = ''] = /^\s*`?WorkflowId`?\s*=\s*["']([A-Z0-9-]+)["']\s*$/.exec(query) ?? [];
  return isReference(reference) ? reference : null;
}

/** The condition for this account: only tickets of its own units; for Kantor Pusat of all units. */
export async function ownTickets(prisma: PrismaClient, account: Account): Promise<string> {
  const tickets = `WorkflowType = '${ticketWorkflow}'`;
  if (sees(account) === 'all') return tickets;
  const units = [account.unitId];
  if (account.unitType === 'KANWIL') {
    const kppns = { parentId: account.unitId, type: 'KPPN' as const };
    units.push(...(await prisma.unit.findMany({ where: kppns })).map(({ id }) => id));
  }
  return `${tickets} AND ${searchAttributes.unit.name} IN (${units.map((id) => `'${id}'`).join(', ')})`;
}
