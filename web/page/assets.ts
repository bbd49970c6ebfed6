/**
 * Addresses of stylesheet, scripts and icon, with the hash of their content in the name so that browsers may keep
 * them.
 */
import { readFileSync } from 'node:fs';

/** Where the files lie, and under which path the web process serves them. */
export const assetFolder = new URL('../public/', import.meta.url).pathname;
export const assetBase = '/assets/';

let files: Record<string, string> | undefined;

/** `assetPath('app.css')` is "/assets/app-1a2b3c4d.css". */
export function assetPath(name: string): string {
  files ??= readManifest();
  const file = files[name];
  if (file === undefined) throw new Error(`no asset "${name}": see web/page/build-assets.ts`);
  return assetBase + file;
}

function readManifest(): Record<string, string> {
  try {
    const manifest = JSON.parse(readFileSync(`${assetFolder}manifest.json`, 'utf8')) as {
      files: Record<string, string>;
    };
    return manifest.files;
  } catch (cause) {
    throw new Error('web/public is not built: run "node web/page/build-assets.ts"', { cause });
  }
}
