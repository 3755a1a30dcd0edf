import { createSocket } from 'node:dgram';
import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import path from 'node:path';

export interface Listeners extends AsyncDisposable {
  /** The port for TCP and UDP. */
  readonly port: number;
  /** Returns the connections since the last call. */
  take(): string[];
}

/** Listens at every place to which a program might connect. */
export async function listen(socket: string, abstract: string): Promise<Listeners> {
  let came: string[] = [];
  mkdirSync(path.dirname(socket), { recursive: true });
  const servers = ['TCP', 'a Unix socket', 'an abstract socket'].map((name) =>
    createServer((connection) => {
      came.push(name);
      connection.destroy();
    }),
  ) as [Server, Server, Server];
  await new Promise<void>((resolve) => servers[0].listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => servers[1].listen(socket, resolve));
  await new Promise<void>((resolve) => servers[2].listen(abstract, resolve));
  const { port } = servers[0].address() as { port: number };
  const datagrams = createSocket('udp4', () => came.push('UDP'));
  await new Promise<void>((resolve) => datagrams.bind(port, '127.0.0.1', resolve));
  return {
    port,
    take() {
      const taken = came;
      came = [];
      return taken;
    },
    async [Symbol.asyncDispose]() {
      datagrams.close();
      for (const server of servers) server.close();
    },
  };
}
