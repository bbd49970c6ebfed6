import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A proxy to a server on loopback that a test can cut. */
export interface Proxy {
  port: number;
  /** Ends every connection and refuses new ones. */
  refuse(): Promise<void>;
  /** Stays silent on old and new connections, like a machine that lost power. */
  hang(): void;
  /** Forwards the next data containing these bytes, then closes the connection before the answer. */
  cutAfter(bytes: string): void;
  /** Lets new connections through and closes hanging ones; with `forget`, leaves those silent for ever. */
  restore(options?: { forget: boolean }): Promise<void>;
  close(): Promise<void>;
}

export async function startProxy(to: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let hanging = false;
  let last: string | null = null;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const server = createServer((socket) => {
    const client = keep(socket);
    if (hanging) return void client.pause();
    const upstream = keep(connect(to, '127.0.0.1'));
    client.on('data', (sent) => {
      if (last === null || !sent.includes(last)) return;
      last = null;
      upstream.unpipe(client).once('data', () => client.destroy());
    });
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  const port = await listen(server, 0);
  const endAll = () => sockets.forEach((socket) => socket.destroy());
  return {
    port,
    async refuse() {
      const closed = once(server, 'close');
      server.close();
      endAll();
      await closed;
    },
    hang() {
      hanging = true;
      sockets.forEach((socket) => socket.unpipe().pause());
    },
    cutAfter(bytes) {
      last = bytes;
    },
    async restore({ forget } = { forget: false }) {
      if (hanging && !forget) endAll();
      hanging = false;
      if (!server.listening) await listen(server, port);
    },
    async close() {
      endAll();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
