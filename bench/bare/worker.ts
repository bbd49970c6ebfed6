/** The yardstick's worker, in a process of its own like the tickets' worker. */
import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { readConfig } from '../../config/env.ts';
import { bareQueue } from './life.ts';

Runtime.install({ logger: new DefaultLogger('WARN') });
const { address, namespace } = readConfig().temporal;
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  namespace,
  taskQueue: bareQueue,
  workflowsPath: fileURLToPath(new URL('./workflow.ts', import.meta.url)),
  activities: { first: async () => undefined, second: async () => undefined },
});
const running = worker.run();
process.send?.('ready');
await running;
process.exit();
