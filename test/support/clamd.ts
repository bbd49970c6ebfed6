/** A small server with ClamAV's INSTREAM: it knows one virus, the EICAR test text. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

interface Clamd {
  address: string;
  /** Bytes of each file that was scanned. */
  scanned: number[];
  /** How often it was called. */
  asked(): number;
  close(): Promise<void>;
}

// In two parts, so that no scanner reports this file.
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** `answers`: its reply instead; null for none, false to hang up halfway. */
export async function startClamd(answers?: string | null | false): Promise<Clamd> {
  const scanned: number[] = [];
  const open = new Set<Socket>();
  let calls = 0;
  const server = createServer((socket) => {
    calls++;
    open.add(socket.on('error', () => undefined).on('close', () => open.delete(socket)));
    void serve(socket, scanned, answers);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    scanned,
    asked: () => calls,
    close,
  };
}

async function serve(
  socket: Socket,
  scanned: number[],
  answers: string | null | false | undefined,
): Promise<void> {
  if (answers === false) return void socket.once('data', () => socket.destroy());
  if (answers === null) return void socket.resume();
  const command = 'zINSTREAM\0';
  let received = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    received = Buffer.concat([received, chunk]);
    const content = contentOf(received.subarray(command.length));
    if (content === null) continue;
    scanned.push(content.length);
    const right = received.subarray(0, command.length).toString() === command;
    const verdict = content.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
    return void socket.end(`${answers ?? (right ? verdict : 'UNKNOWN COMMAND')}\0`);
  }
}

/** The joined chunks once the empty one has arrived; null before. */
function contentOf(stream: Buffer): Buffer | null {
  const chunks: Buffer[] = [];
  for (let at = 0; at + 4 <= stream.length;) {
    const length = stream.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(stream.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
