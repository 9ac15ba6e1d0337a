/** Reports backends that a node cannot call with its kind of interception. */
import { quote } from '../../mesh/checks/value-text';
import { lookupIn } from '../../mesh/lookup';
import type { MeshApplication } from '../../mesh/application';
import { mergesSlashes } from '../../mesh/traffic/http-form';
import type { MeshNode } from '../../mesh/node';
import { listNames, type Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import { type Entrance, entrancesOf } from './bootstrap/service-ports';

export function validateBackends(application: MeshApplication, node: MeshNode): Problem[] {
  return [
    ...(node.interception === 'transparent' ? validateSharedPorts(application, node) : []),
    ...validateSchemes(application, node),
  ];
}

/**
 * The platform redirects every connection of the task to one listener of Envoy. Envoy selects the service by the port,
 * then by the host of the request. TCP has no host, and Envoy merges slashes of a path before it reads the host.
 */
function validateSharedPorts(application: MeshApplication, node: MeshNode): Problem[] {
  const byPort = new Map<number, Entrance[]>();
  for (const entrance of entrancesOf(application, node)) {
    const { port } = entrance.listener;
    byPort.set(port, [...(byPort.get(port) ?? []), entrance]);
  }
  const cannot = (feature: string) =>
    problems.unsupported(
      `node ${quote(node.name)} > backends`,
      'envoy',
      feature,
      'give each its own port, or choose explicit interception',
    );
  return [...byPort].flatMap(([port, sharing]) => {
    const names = listNames(sharing.map(({ service }) => service));
    if (sharing.length > 1 && sharing.some(({ listener }) => listener.protocol === 'tcp'))
      return [cannot(`way to tell ${names} on port ${port} apart, one of which is tcp`)];
    return new Set(sharing.map(({ listener }) => mergesSlashes(listener))).size > 1
      ? [cannot(`way to merge slashes for some of ${names} on port ${port}, and not for others`)]
      : [];
  });
}

/** An application calls its Envoy over plain HTTP, so its requests never have another scheme. */
function validateSchemes(application: MeshApplication, { name, backends }: MeshNode): Problem[] {
  const lookup = lookupIn(application);
  return backends.flatMap((service) =>
    lookup
      .service(service)
      .routes.filter(({ match }) => match.scheme === 'https')
      .map((route) => problems.schemeNever(`service ${quote(service)} > route ${quote(route.name)}`, name)),
  );
}
