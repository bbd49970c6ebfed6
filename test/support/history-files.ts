/** Recorded histories as files: the SDK's own JSON functions need one copy of protobufjs where npm installs two. */
import { readdirSync, readFileSync } from 'node:fs';
import proto from '@temporalio/proto';
import type { Golden, History } from './golden.ts';

const { History: Message } = proto.temporal.api.history.v1;
const folder = new URL('../histories/', import.meta.url);

export const historyFile = (name: string): URL => new URL(`${name}.json`, folder);
export const goldenFile = (name: string): URL => new URL(`${name}.golden.json`, folder);

/** Enums by name, bytes in base64, long numbers as text; without stack traces, which name a machine's folders. */
export const historyToText = (history: History): string =>
  asText(
    Message.toObject(Message.fromObject(history), { longs: String, enums: String, bytes: String }),
    (key, value: unknown) => (key === 'stackTrace' ? '' : value),
  );

export const historyFromText = (text: string): History =>
  Message.fromObject(JSON.parse(text) as Record<string, unknown>);

export const goldenToText = (golden: Golden): string => asText(golden);

/** Names of the recorded scenarios. */
export const recordedNames = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.golden.json'))
    .map((file) => file.replace(/\.json$/, ''))
    .toSorted();

/** Those of workflows without a state of their own. */
export const backgroundHistoryFile = (name: string): URL => new URL(`background/${name}.json`, folder);

export const readBackgroundHistory = (name: string): History =>
  historyFromText(readFileSync(backgroundHistoryFile(name), 'utf8'));

export const readHistory = (name: string): History =>
  historyFromText(readFileSync(historyFile(name), 'utf8'));
export const readGolden = (name: string): Golden =>
  JSON.parse(readFileSync(goldenFile(name), 'utf8')) as Golden;

const asText = (value: unknown, replacer?: (key: string, value: unknown) => unknown): string =>
  `${JSON.stringify(value, replacer, 1)}\n`;
