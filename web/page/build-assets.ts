/** Builds web/public from web/styles, web/assets and htmx, unless its sources are unchanged. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compile } from 'sass';
import { assetFolder } from './assets.ts';

interface Manifest {
  /** Hash of all sources. */
  source: string;
  files: Record<string, string>;
}

const stylesFolder = new URL('../styles/', import.meta.url).pathname;
const scriptsFolder = new URL('../assets/', import.meta.url).pathname;
const manifestFile = path.join(assetFolder, 'manifest.json');
const require = createRequire(import.meta.url);
const htmx = require.resolve('htmx.org/dist/htmx.min.js');
const modules = path.resolve(htmx, '../../..');
const libraries = ['govuk-frontend', '@ministryofjustice/frontend', 'htmx.org', 'sass'];

/** @returns whether anything was built */
export function buildAssets(): boolean {
  const source = sourceHash();
  if (isCurrent(source)) return false;

  mkdirSync(assetFolder, { recursive: true });
  const files: Record<string, string> = {};
  const keep = (name: string, content: string | Buffer) => {
    const { name: stem, ext } = path.parse(name);
    const file = `${stem}-${hash(content).slice(0, 10)}${ext}`;
    writeWhole(path.join(assetFolder, file), content);
    files[name] = file;
  };
  keep('app.css', compileStyles());
  keep('htmx.js', readFileSync(htmx));
  for (const name of readdirSync(scriptsFolder)) keep(name, readFileSync(path.join(scriptsFolder, name)));

  const manifest: Manifest = { source, files };
  writeWhole(manifestFile, JSON.stringify(manifest, null, 2));
  removeOthers(Object.values(files));
  return true;
}

function compileStyles(): string {
  return compile(path.join(stylesFolder, 'app.scss'), {
    loadPaths: [path.dirname(modules)],
    style: 'compressed',
    quietDeps: true,
  }).css;
}

function sourceHash(): string {
  const own = [stylesFolder, scriptsFolder].flatMap((folder) =>
    readdirSync(folder).map((name) => path.join(folder, name)),
  );
  const packages = libraries.map((name) => path.join(modules, name, 'package.json'));
  const texts = [...own, ...packages, import.meta.filename].sort().map((file) => hash(readFileSync(file)));
  return hash(texts.join());
}

function isCurrent(source: string): boolean {
  if (!existsSync(manifestFile)) return false;
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const present = Object.values(manifest.files).every((file) => existsSync(path.join(assetFolder, file)));
  return manifest.source === source && present;
}

/** Renames, so that nobody reads half a file: tests and bin/start may build at the same time. */
function writeWhole(file: string, content: string | Buffer): void {
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}

function removeOthers(files: string[]): void {
  const known = new Set([...files, 'manifest.json']);
  for (const file of readdirSync(assetFolder)) {
    if (!known.has(file) && !file.endsWith('.tmp')) rmSync(path.join(assetFolder, file), { force: true });
  }
}

function hash(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

if (import.meta.main) console.log(buildAssets() ? 'web/public built' : 'web/public is up to date');
