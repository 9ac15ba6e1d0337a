/** Something at a task's address that answers health checks as its Envoy would, and perhaps requests. */
import { createServer, type Server } from 'node:http';
import { HEALTH_PORT, ingressPort } from '../../../../lib/targets/envoy';
import type { Answer } from './running-mesh';

export interface PretenderProps {
  readonly address: string;
  /** The `node.cluster` that it claims. */
  readonly identity: string;
  /** What the ingress for port 3000 answers. @default - the port is closed */
  readonly answer?: Answer;
}

export async function startPretender({ address, identity, answer }: PretenderProps) {
  const health = createServer((_, response) => {
    response.setHeader('x-envoy-upstream-healthchecked-cluster', identity).end();
  });
  const servers = [await listen(health, HEALTH_PORT, address)];
  if (answer)
    servers.push(
      await listen(createServer(answer), ingressPort({ interception: 'explicit' }, 3000), address),
    );
  return { address, stop: async () => void (await Promise.all(servers.map(close))) };
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
