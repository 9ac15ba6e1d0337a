/** The address at which a node's application calls a backend. */
import type { ServiceAddress } from '../../mesh/address';
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import { registeredNames, virtualServiceName } from '../../mesh/account-names';
import type { MeshNode } from '../../mesh/node';
import { type EnvoyPorts, nodePorts } from './bootstrap/ports';

export interface AddressRefs {
  readonly loopbackAddress: string;
  readonly ports: Pick<EnvoyPorts, 'backend'>;
}

/**
 * An explicit node calls its own Envoy on the backend's loopback port. A transparent node calls the backend's name and
 * port, and the platform redirects the connection to Envoy.
 */
export function addressIn(
  application: MeshApplication,
  node: MeshNode,
  refs: AddressRefs = { loopbackAddress: '127.0.0.1', ports: nodePorts(node) },
): (service: string) => ServiceAddress {
  switch (node.interception) {
    case 'explicit':
      return (service) => ({
        scheme: 'http',
        host: refs.loopbackAddress,
        port: refs.ports.backend(service),
      });
    case 'transparent':
      return (service) => ({
        scheme: 'http',
        host: virtualServiceName(application, service),
        port: lookupIn(application).listenerOf(service).port,
      });
  }
}

/** Services that a transparent node calls by a name under which no tasks are registered. */
export function dialledNames(application: MeshApplication): ReadonlySet<string> {
  const registered = registeredNames(application);
  const transparent = application.nodes.filter(({ interception }) => interception === 'transparent');
  const dialled = transparent.flatMap(({ backends }) => backends);
  return new Set(dialled.filter((service) => !registered.has(service)));
}
