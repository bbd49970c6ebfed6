import { join } from 'node:path';
import { cacheDir, fillCache, isExecutable, onPath } from './cache.ts';
import { firstOf, Missing, runInstaller, type Say } from './install.ts';
import { sdkDownload } from './sdk-download.ts';

/** Server 1.29.1 with UI 2.42.1. `go install` cannot build 1.8 and later. */
const VERSION = '1.5.1';
const FOLDER = `temporal-${VERSION}`;
const MODULE = `github.com/temporalio/cli/cmd/temporal@v${VERSION}`;

/**
 * The Temporal CLI, which contains the embedded server: from PATH, the user's cache, the SDK's download, or built
 * with Go.
 * @throws Missing when none of these works.
 */
export async function temporalCli(say: Say): Promise<string> {
  const cached = join(cacheDir(FOLDER), 'temporal');
  const found = await firstOf(say, [
    ['PATH', () => onPath('temporal')],
    ['cache', () => (isExecutable(cached) ? cached : null)],
    ['download of the Temporal server', () => sdkDownload('dev-server', `v${VERSION}`, FOLDER, 'temporal')],
    ['go install', () => build(say)],
  ]);
  if (found !== null) return found;
  throw new Missing(
    `No Temporal server: install the Temporal CLI (docs.temporal.io/cli) or Go 1.24 or later, or set TEMPORAL_ADDRESS to a running cluster`,
  );
}

async function build(say: Say): Promise<string | null> {
  const go = onPath('go');
  if (go === null) return null;
  say(`      building the Temporal server ${VERSION} with Go, once, which takes some minutes`);
  const folder = await fillCache(FOLDER, (target) =>
    // Without modcacherw Go's downloads are read-only and could not be deleted.
    runInstaller(say, 'the Temporal server', go, ['install', '-modcacherw', MODULE], { GOBIN: target }),
  );
  return join(folder, 'temporal');
}
