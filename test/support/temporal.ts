import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { msToTs } from '@temporalio/common/lib/time.js';
import { Client, Connection } from '@temporalio/client';
import { inject } from 'vitest';
import { searchAttributes } from '../../workflows/messages.ts';
import { addSearchAttributes } from '../../worker/namespace.ts';

export interface TestNamespace {
  connection: Connection;
  client: Client;
  namespace: string;
  /** host:port of the dev server that all test files share. */
  address: string;
  uiUrl: string;
  close: () => Promise<void>;
}

/** A namespace of one's own on the shared dev server, with the search attributes of tickets, ready in some 100 ms. */
export async function createNamespace(): Promise<TestNamespace> {
  const address = inject('temporalAddress');
  const namespace = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
  await addSearchAttributes(connection, namespace, Object.values(searchAttributes));
  await untilSearchable(connection, namespace);
  const client = new Client({ connection, namespace });
  return {
    connection,
    client,
    namespace,
    address,
    uiUrl: inject('temporalUiUrl'),
    close: () => connection.close(),
  };
}

/** The server's parts learn of a namespace and its attributes one after another. */
async function untilSearchable(connection: Connection, namespace: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      if (Object.values(searchAttributes).every(({ name }) => name in customAttributes)) return;
    } catch {
      // Not known everywhere yet.
    }
    await sleep(50);
  }
  throw new Error(`the namespace ${namespace} did not become usable`);
}
