/** What one process at a time on this machine may have: a port of its loopback. */
import { createServer, type Server } from 'node:net';

/**
 * Undefined where another has it. The system gives it back however its holder ends, and no file is left behind; whoever
 * inherits the socket holds it, too.
 */
export function takeTurn(port: number): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen({ host: '127.0.0.1', port }, () => resolve(server));
  });
}
