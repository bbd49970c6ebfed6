import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder, deleted when the test ends. Only its owner may enter it (mode 0700). */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-cso-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
