/** ClamAV's daemon, through its INSTREAM command. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { FileRefused, unsound } from './refused.ts';

export interface VirusScanner {
  /** @throws FileRefused if it is infected, or could not be scanned */
  scan(content: Readable): Promise<void>;
}

/** Milliseconds without an answer from the daemon. */
const patience = 15_000;

/** `address` is host:port; null turns scanning off. */
export function virusScanner(address: string | null): VirusScanner {
  return { scan: async (content) => void (address !== null && (await judge(address, content))) };
}

async function judge(address: string, content: Readable): Promise<void> {
  const answer = await ask(address, content).catch((error: unknown) => {
    throw away(error);
  });
  if (/\bFOUND$/.test(answer)) throw unsound('ini mengandung virus atau perangkat lunak berbahaya');
  if (!/^stream: OK$/.test(answer)) throw away(answer);
}

const away = (cause: unknown): FileRefused =>
  Object.assign(
    new FileRefused(
      503,
      'Pemeriksa virus sedang tidak dapat dihubungi, jadi lampiran belum dapat diterima. Cobalah beberapa saat lagi, atau kirim tanpa lampiran.',
    ),
    { cause },
  );

/** The daemon's one-line answer. */
async function ask(address: string, content: Readable): Promise<string> {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(address.slice(colon + 1)) });
  socket.setTimeout(patience, () => socket.destroy(new Error('no answer')));
  try {
    await once(socket, 'connect');
    const answer = text(socket);
    // Awaited below; a failure to send takes precedence.
    answer.catch(() => undefined);
    const hungUp = new Promise<never>((_resolve, reject) =>
      socket.once('close', () => reject(new Error('the scanner hung up'))),
    );
    hungUp.catch(() => undefined);
    for await (const part of instream(content)) {
      if (!socket.write(part)) await Promise.race([once(socket, 'drain'), hungUp]);
    }
    return (await answer).replace(/\0$/, '').trim();
  } finally {
    socket.destroy();
  }
}

/** The command, then each chunk after its length, then an empty chunk. */
async function* instream(content: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const chunk of content as AsyncIterable<Buffer>) {
    yield lengthOf(chunk.length);
    yield chunk;
  }
  yield lengthOf(0);
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}
