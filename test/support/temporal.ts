import { randomUUID } from 'node:crypto';
import { msToTs } from '@temporalio/common/lib/time.js';
import { Client, Connection } from '@temporalio/client';
import { inject } from 'vitest';
import { searchAttributes } from '../../workflows/messages.ts';
import { addSearchAttributes } from '../../worker/namespace.ts';
import { until } from './until.ts';

export interface TestNamespace {
  connection: Connection;
  client: Client;
  namespace: string;
  /** host:port of the dev server that all test files share. */
  address: string;
  uiUrl: string;
  close: () => Promise<void>;
}

/** A namespace on the shared dev server, with the tickets' search attributes, ready in some 100 ms. */
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
const untilSearchable = (connection: Connection, namespace: string): Promise<boolean> =>
  until(`the namespace ${namespace}`, async () => {
    // Some part may not know it yet.
    const known = await connection.operatorService.listSearchAttributes({ namespace }).catch(() => null);
    return (
      known !== null && Object.values(searchAttributes).every(({ name }) => name in known.customAttributes)
    );
  });
