import { Client, Connection } from '@temporalio/client';
import type { Config } from '../config/env.ts';

/** A client of the configured Temporal. Connects at the first call, and reconnects after Temporal was down. */
export function connectTemporal(config: Config['temporal']): Client {
  const { address, namespace, apiKey, tls } = config;
  const connection = Connection.lazy({ address, tls, ...(apiKey === null ? {} : { apiKey }) });
  return new Client({ connection, namespace });
}
