/** Inspects one file, in its own thread (inspection.ts). */
import { readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { Budget } from './budget.ts';
import { recognise } from './recognise.ts';
import { FileRefused } from './refused.ts';
import type { FileToInspect, Verdict } from './inspection.ts';

/** Errors lose their class between threads, so a refusal is passed as its fields. */
export default async function inspect({ id, fd, size }: FileToInspect): Promise<Verdict> {
  parentPort?.postMessage(id);
  const budget = new Budget();
  try {
    const kind = await recognise(contentOf(fd, size), budget);
    return { kind, inflated: budget.inflated };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { status, why, allowed, inner } = error;
    return { refused: { status, why, allowed, inner }, inflated: budget.inflated };
  }
}

/** Threads share the process's file descriptors. */
function contentOf(fd: number, size: number): Buffer {
  const content = Buffer.allocUnsafeSlow(size);
  let length = 0;
  for (let read = 1; read > 0 && length < size; length += read)
    read = readSync(fd, content, length, size - length, length);
  return content.subarray(0, length);
}
