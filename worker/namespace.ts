import type { Connection } from '@temporalio/client';
import { log } from '../config/log.ts';
import { searchAttributes } from '../workflows/messages.ts';

/** Numbers in Temporal's API. */
const valueTypes: Record<string, number> = { KEYWORD: 2, INT: 3, BOOL: 5, DATETIME: 6 };

/** Closed histories stay readable for a little over a year. */
const retentionDays = 400;

/** Adds missing search attributes and keeps closed histories for at least a year. */
export async function prepareNamespace(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.values(searchAttributes).filter(({ name }) => !(name in customAttributes));
  if (missing.length > 0) await addSearchAttributes(connection, namespace, missing);
  await keepHistories(connection, namespace);
}

/** Adds search attributes that the namespace lacks. */
export async function addSearchAttributes(
  { operatorService }: Pick<Connection, 'operatorService'>,
  namespace: string,
  missing: { name: string; type: string }[],
): Promise<void> {
  const added = Object.fromEntries(missing.map(({ name, type }) => [name, valueTypes[type] ?? 0]));
  await operatorService.addSearchAttributes({ namespace, searchAttributes: added });
  log.info({ namespace, added: Object.keys(added) }, 'added search attributes');
}

async function keepHistories({ workflowService }: Connection, namespace: string): Promise<void> {
  const { config } = await workflowService.describeNamespace({ namespace });
  const seconds = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
  if (seconds >= 365 * 86_400) return;
  const workflowExecutionRetentionTtl = { seconds: retentionDays * 86_400 } as never;
  await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
  log.info({ namespace, days: retentionDays }, 'raised the retention of closed histories');
}
