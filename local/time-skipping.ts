import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDir, fillCache, isExecutable, onPath } from './cache.ts';
import { firstOf, Missing, runInstaller, type Say } from './install.ts';
import { sdkDownload } from './sdk-download.ts';

const VERSION = '1.38.0';
const FOLDER = `temporal-test-server-${VERSION}`;
const FILE = 'temporal-test-server';

/** The time-skipping test server, if it is cached. */
function cachedTimeSkippingServer(): string | null {
  const path = join(cacheDir(FOLDER), FILE);
  return isExecutable(path) ? path : null;
}

/**
 * The time-skipping test server: from the user's cache, the SDK's download, or Maven with Java.
 * @throws Missing when none of these works.
 */
export async function timeSkippingServer(say: Say): Promise<string> {
  const found = await firstOf(say, [
    ['cache', cachedTimeSkippingServer],
    ['download of the time-skipping server', () => sdkDownload('time-skipping', `v${VERSION}`, FOLDER, FILE)],
    ['Maven', () => fromMaven(say)],
  ]);
  if (found !== null) return found;
  throw new Missing('No time-skipping Temporal server for the tests: install Java 17 or later with Maven');
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId>
  <artifactId>temporal-test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${VERSION}</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
`;

const wrapper = (java: string) => `#!/bin/sh
exec '${java}' -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;

async function fromMaven(say: Say): Promise<string | null> {
  const [java, mvn] = [onPath('java'), onPath('mvn')];
  if (java === null || mvn === null) return null;
  say('      fetching the time-skipping Temporal server (38 MB) with Maven');
  const project = mkdtempSync(join(tmpdir(), 'temporal-test-server-'));
  writeFileSync(join(project, 'pom.xml'), pom);
  const copy = ['-B', '-q', '-f', project, 'dependency:copy-dependencies', '-DincludeScope=runtime'];
  try {
    const folder = await fillCache(FOLDER, async (target) => {
      await runInstaller(say, 'Maven', mvn, [...copy, `-DoutputDirectory=${join(target, 'lib')}`]);
      writeFileSync(join(target, FILE), wrapper(java));
      chmodSync(join(target, FILE), 0o755);
    });
    return join(folder, FILE);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}
