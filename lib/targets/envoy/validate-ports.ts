/** Reports ports that two parts of one task need. In awsvpc mode all parts share one address. */
import { quote } from '../../mesh/checks/value-text';
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/entry/gateway';
import type { MeshNode } from '../../mesh/node';
import type { Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import { ENVOY_ADMIN_PORT } from '../../ecs/containers/envoy-container';
import { PROXY_EGRESS_PORT, PROXY_INGRESS_PORT } from '../../ecs/containers/proxy-configuration';
import { tracePorts } from '../../ecs/containers/trace-sidecar';
import { entrancesOf, loopbackPort } from './bootstrap/service-ports';
import { strangersAt } from './bootstrap/node-edge';
import { edgePort, HEALTH_PORT, nodePorts } from './bootstrap/ports';

type Owners = Map<number, string>;

export function validateNodePorts(application: MeshApplication, node: MeshNode): Problem[] {
  const where = `node ${quote(node.name)}`;
  const ports = nodePorts(node);
  const taken = sidecarPorts(application);
  const found = node.listeners.flatMap(({ port }) =>
    take(taken, port, `the application's listener ${port}`, (owner) =>
      problems.portTaken(`${where} > listener ${port}`, port, owner),
    ),
  );
  const own = node.runs.ports.flatMap((port) =>
    take(taken, port, `the application's port ${port}`, (owner) =>
      problems.portTaken(`${where} > runs > ports`, port, owner),
    ),
  );
  const edges = node.listeners
    .filter((listener) => strangersAt(application, node, listener).length > 0)
    .flatMap(({ port }) =>
      take(taken, edgePort(port), `the load balancers' way in to listener ${port}`, (owner) =>
        problems.edgePortTaken(`${where} > listener ${port}`, edgePort(port), owner),
      ),
    );
  if (node.interception === 'transparent') return [...found, ...own, ...edges];
  return [
    ...found,
    ...own,
    ...edges,
    ...node.listeners.flatMap(({ port }) =>
      take(taken, ports.ingress(port), `Envoy's way in to listener ${port}`, (owner) =>
        problems.ingressPortTaken(`${where} > listener ${port}`, ports.ingress(port), owner),
      ),
    ),
    ...entrancesOf(application, node).flatMap((entrance) => {
      const { service, listener } = entrance;
      const port = loopbackPort(entrance, application, ports);
      return take(taken, port, `backend ${quote(service)}`, (owner) =>
        port === listener.port && port !== ports.backend(service)
          ? problems.portTaken(`${where} > backend ${quote(service)} on port ${port}`, port, owner)
          : problems.backendPortTaken(where, service, port, owner),
      );
    }),
  ];
}

export function validateGatewayPort(
  application: MeshApplication,
  { name, listener: { port } }: MeshGateway,
): Problem[] {
  return take(sidecarPorts(application), port, 'the gateway', (owner) =>
    problems.portTaken(`gateway ${quote(name)} > listener ${port}`, port, owner),
  );
}

/** Returns a problem if another owner has the port. Otherwise it records the new owner. */
function take(taken: Owners, port: number, owner: string, report: (owner: string) => Problem): Problem[] {
  const other = taken.get(port);
  if (other !== undefined) return [report(other)];
  taken.set(port, owner);
  return [];
}

/** The two interception ports stay free on every task, so a node can become transparent later. */
function sidecarPorts({ tracing }: MeshApplication): Owners {
  return new Map([
    [PROXY_INGRESS_PORT, "Envoy's ingress"],
    [PROXY_EGRESS_PORT, "Envoy's egress"],
    [ENVOY_ADMIN_PORT, "Envoy's admin server"],
    [HEALTH_PORT, "Envoy's health listener"],
    ...tracePorts(tracing),
  ]);
}
