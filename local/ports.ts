import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';

/** A free port on loopback. */
export async function freePort(): Promise<number> {
  const server = await listen(0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  await close(server);
  return port;
}

/** Whether the port is in use, on loopback or on every address. */
export async function portTaken(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', undefined]) {
    try {
      await close(await listen(port, host));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return true;
      throw error;
    }
  }
  return false;
}

async function listen(port: number, host?: string): Promise<Server> {
  const server = createServer();
  server.listen({ port, exclusive: true, ...(host !== undefined && { host }) });
  await once(server, 'listening');
  return server;
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
