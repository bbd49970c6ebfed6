import { ConfigError, readConfig, type Config } from '../config/env.ts';
import { greeting } from './greeting.ts';
import { Missing } from './install.ts';
import { AlreadyRunning, endLeftover, forget, remember, takeDataDir } from './lock.ts';
import { nodePiece, runScript, watchedPiece } from './node-piece.ts';
import { PieceDied } from './piece.ts';
import { logFile } from './output.ts';
import { makeDataDir } from './data-dir.ts';
import { ensureDatabase, initPostgres, postgresPiece } from './postgres.ts';
import { refuseTakenPorts } from './taken-ports.ts';
import { setup } from './setup.ts';
import { runSteps, tryAgain, type Step } from './steps.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';
import { temporalCli } from './temporal-cli.ts';
import { temporalPiece } from './temporal.ts';

/** What bin/start runs, and with --watch `npm run dev`: everything on this machine, until a signal. */

const say = (line: string) => console.log(line);
const watching = process.argv.includes('--watch');
const programPiece = watching ? watchedPiece : nodePiece;

/** In start order. */
const PIECES = ['PostgreSQL', 'Temporal', 'Worker', 'Web'];

function steps(config: Config, supervisor: Supervisor, stopping: AbortSignal): Step[] {
  const { dataDir, pgPort, temporalPort: port, temporalUiPort: uiPort, embedded, demo } = config;
  // A piece may die under what needs it.
  const again = (run: () => Promise<void>) => tryAgain(say, run, () => supervisor.allReady(), stopping);
  const script = (file: string) => () => again(() => runScript(say, file, stopping));
  const services: Step[] = [];
  let cli = '';
  if (embedded.temporal) {
    services.push([
      'Finding the Temporal server (building it takes minutes, once)',
      async () => void (cli = await temporalCli(say)),
    ]);
  }
  if (embedded.postgres) {
    services.push([
      'Starting PostgreSQL',
      async () => {
        await initPostgres(dataDir);
        await supervisor.start(await postgresPiece(dataDir, pgPort, logFile(dataDir, 'postgresql')));
        await again(() => ensureDatabase(dataDir, pgPort));
      },
    ]);
  }
  if (embedded.temporal) {
    const output = logFile(dataDir, 'temporal');
    const namespaces = [config.temporal.namespace];
    services.push([
      'Starting Temporal',
      () => supervisor.start(temporalPiece({ cli, dataDir, port, uiPort, output, namespaces })),
    ]);
  }
  return [
    [
      'Preparing the program',
      async () => {
        await setup(say);
        // Files that the services create from here on are private.
        process.umask(0o077);
      },
    ],
    ...services,
    ['Bringing the database up to date', script('prisma/migrate.ts')],
    ['Loading reference data', script('prisma/seed.ts')],
    [
      'Starting the worker',
      () => supervisor.start(programPiece('Worker', 'worker/main.ts', (line) => say(`worker  ${line}`))),
    ],
    [
      'Starting the web',
      () =>
        supervisor.start(
          programPiece('Web', watching ? 'web/dev.ts' : 'web/main.ts', (line) => say(`web     ${line}`)),
        ),
    ],
    ...(demo ? [['Loading demo tickets', script('tickets/demo.ts')] satisfies Step] : []),
  ];
}

async function main(): Promise<void> {
  const config = readConfig();
  const { dataDir } = config;
  makeDataDir(dataDir);
  const giveBack = takeDataDir(dataDir);
  process.once('exit', giveBack);
  const supervisor = createSupervisor({
    say,
    onSpawn: (piece, pid) => remember(dataDir, piece.name, pid, piece.stopSignal),
    onStopped: (piece) => forget(dataDir, piece.name),
  });
  const stopping = stopOnSignals(supervisor);
  for (const name of PIECES.toReversed()) {
    if (await endLeftover(dataDir, name)) say(`Stopped ${name}, left behind by a killed bin/start`);
  }
  await refuseTakenPorts(config);
  try {
    await runSteps(say, steps(config, supervisor, stopping));
    await supervisor.allReady();
    say(greeting(config));
  } catch (error) {
    // A failure caused by stopping is no failure.
    if (stopping.aborted) return;
    await supervisor.stop();
    throw error;
  }
}

/** @returns a signal that we are stopping; the process exits by itself afterwards. */
function stopOnSignals(supervisor: Supervisor): AbortSignal {
  const stopping = new AbortController();
  const stop = async () => {
    if (stopping.signal.aborted) {
      say('Killing everything');
      supervisor.kill();
      process.exit(1);
    }
    stopping.abort();
    say('Stopping (press Ctrl-C again to kill)');
    await supervisor.stop();
    say('Stopped');
    process.exit(0);
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void stop());
  return stopping.signal;
}

const EXPECTED = [ConfigError, Missing, AlreadyRunning, PieceDied];
const isExpected = (error: unknown) => EXPECTED.some((kind) => error instanceof kind);

main().catch((error: unknown) => {
  console.error(isExpected(error) ? (error as Error).message : error);
  process.exit(1);
});
