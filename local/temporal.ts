import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { searchAttributes } from '../workflows/messages.ts';
import { running } from './process.ts';
import { untilSuccess, type Piece } from './piece.ts';

interface TemporalOptions {
  /** Path of the Temporal CLI. */
  cli: string;
  dataDir: string;
  port: number;
  uiPort: number;
  output: Piece['output'];
  /** Created at the start, beside `default`. */
  namespaces?: string[];
}

/** The embedded Temporal server with its UI: on loopback, with its workflows in DATA_DIR/temporal.db. */
export function temporalPiece(options: TemporalOptions): Piece {
  const { cli, dataDir, port, uiPort, output, namespaces = ['default'] } = options;
  const address = `127.0.0.1:${port}`;
  const attributes = Object.values(searchAttributes).flatMap(({ name, type }) => [
    '--search-attribute',
    // The command line spells types differently: Keyword, not KEYWORD.
    `${name}=${type.charAt(0)}${type.slice(1).toLowerCase()}`,
  ]);
  return {
    name: 'Temporal',
    command: cli,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'warn'],
      ...['--db-filename', join(dataDir, 'temporal.db')],
      ...['--port', String(port), '--ui-port', String(uiPort)],
      ...namespaces.flatMap((name) => ['--namespace', name]),
      ...attributes,
    ],
    output,
    ready: (child) =>
      untilSuccess(
        () => probe(address),
        () => running(child),
      ),
    // A connection is an answer.
    answers: async () => (await Connection.connect({ address, connectTimeout: 5000 })).close(),
    stopSignal: 'SIGTERM',
  };
}

/** @throws Error unless the server answers its health check and has the namespace. */
async function probe(address: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 1000 });
  try {
    await connection.withDeadline(Date.now() + 2000, () =>
      connection.workflowService.describeNamespace({ namespace: 'default' }),
    );
  } finally {
    await connection.close();
  }
}
