import { until } from './until.ts';
import type { Visitor } from './visitor.ts';

/** A stream of server-sent events, as a page follows it. */
interface EventStream {
  status: number;
  /** Events so far. */
  seen(): number;
  /** Resolves after this many events; rejects if the stream ends first. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Follows a stream and reads events as they arrive, like a browser. */
export async function follow(visitor: Visitor, path: string, event = 'berubah'): Promise<EventStream> {
  const headers = { Accept: 'text/event-stream' };
  const response = await visitor.open(path, { headers, signal: null });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error(`${path} has no body`);
  let text = '';
  let ended = false;
  const seen = () => text.split(`event: ${event}\n`).length - 1;
  const read = async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value;
  };
  void read()
    .catch(() => undefined)
    .finally(() => (ended = true));
  const come = async (count: number) => {
    if (seen() < count && ended) throw new Error(`${path} ended after ${seen()} events`);
    return seen() >= count;
  };
  return {
    status: response.status,
    seen,
    until: async (count) => void (await until(`${count} events of ${path}`, () => come(count), 30_000)),
    close: () => reader.cancel(),
  };
}
