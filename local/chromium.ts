import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from '../config/env.ts';
import { isExecutable, onPath } from './cache.ts';
import { firstOf, Missing, runInstaller, type Say } from './install.ts';
import { isRoot } from './postgres-user.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * An existing Chromium for the browser tests: CHROME_PATH, an installed one, Playwright's download.
 * @throws Missing when CHROME_PATH names no program.
 */
export function installedChromium(): string | null {
  const given = process.env['CHROME_PATH'];
  if (given) {
    if (isExecutable(given)) return given;
    throw new Missing('CHROME_PATH must be the path of a Chromium or Chrome program');
  }
  const candidates = [...NAMES.map(onPath), MAC, chromium.executablePath()];
  return candidates.find((path) => path !== null && isExecutable(path)) ?? null;
}

/**
 * A Chromium for the browser tests, installed by apt as root on Debian, otherwise by Playwright's download.
 * @throws Missing when none can be installed.
 */
export async function browser(say: Say): Promise<string> {
  const installed = installedChromium();
  if (installed !== null) return installed;
  const found = await firstOf(say, [
    ['apt', () => fromApt(say)],
    ['playwright', () => fromPlaywright(say)],
  ]);
  if (found !== null) return found;
  throw new Missing('No Chromium for the browser tests: install one, or set CHROME_PATH');
}

async function fromApt(say: Say): Promise<string | null> {
  const apt = onPath('apt-get');
  if (!isRoot || apt === null || !existsSync('/etc/debian_version')) return null;
  const quietly = { DEBIAN_FRONTEND: 'noninteractive' };
  say('      installing Chromium with apt');
  await runInstaller(say, "apt's lists", apt, ['update', '-q'], quietly);
  await runInstaller(
    say,
    'Chromium',
    apt,
    ['install', '-qy', '--no-install-recommends', 'chromium'],
    quietly,
  );
  return installedChromium();
}

async function fromPlaywright(say: Say): Promise<string | null> {
  say('      downloading Chromium with playwright');
  const cli = join(ROOT, 'node_modules/playwright-core/cli.js');
  await runInstaller(say, 'Chromium', process.execPath, [cli, 'install', 'chromium']);
  return installedChromium();
}
