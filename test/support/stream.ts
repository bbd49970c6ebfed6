import type { Visitor } from './visitor.ts';

/** A stream of server-sent events that somebody's page follows. */
export interface EventStream {
  status: number;
  /** Events so far. */
  seen(): number;
  /** Resolves when so many events have come; fails when the stream ends first. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function follow(visitor: Visitor, path: string, event = 'berubah'): Promise<EventStream> {
  const headers = { Accept: 'text/event-stream' };
  const response = await visitor.open(path, { headers, signal: null });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error(`${path} has no body`);
  let text = '';
  const seen = () => text.split(`event: ${event}\n`).length - 1;
  const until = async (count: number) => {
    while (seen() < count) {
      const { done, value } = await reader.read();
      if (done) throw new Error(`${path} ended after ${seen()} events`);
      text += value;
    }
  };
  return { status: response.status, seen, until, close: () => reader.cancel() };
}
