// The bootstraps of an application by node and gateway, and ways into them.
import { lookupIn } from '../../../lib/mesh/lookup';
import {
  type Bootstrap,
  type BootstrapRefs,
  gatewayRefs,
  nodeRefs,
  renderGatewayBootstrap,
  renderNodeBootstrap,
} from '../../../lib/targets/envoy';
import { aMesh, type MeshParts } from '../../../lib/testing';

export function bootstrapsOf(
  parts: MeshParts,
  changes: Partial<BootstrapRefs> = {},
): (name: string) => Bootstrap {
  const application = aMesh(parts).at({ stage: 'dev' });
  const lookup = lookupIn(application);
  return (name) => {
    const gateway = application.gateways.find((each) => each.name === name);
    const refs = gatewayRefs(application);
    if (gateway !== undefined) return renderGatewayBootstrap(application, gateway, { ...refs, ...changes });
    const node = lookup.node(name);
    return renderNodeBootstrap(application, node, { ...nodeRefs(application, node), ...changes });
  };
}

export const listenersOf = ({ static_resources }: Bootstrap) => static_resources.listeners;
export const clustersOf = ({ static_resources }: Bootstrap) => static_resources.clusters;

/** Every object of the bootstrap that has this field. */
export function havingField(value: unknown, field: string): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.hasOwn(value, field) ? [value as Record<string, unknown>] : [];
  return [...own, ...Object.values(value).flatMap((each) => havingField(each, field))];
}

/** All routes, in order: what they match, and what they do. */
export const routesOf = (value: unknown) =>
  havingField(value, 'virtual_hosts')
    .flatMap((config) => havingField(config, 'match'))
    .map(({ match, route }) => ({ match, route: route as Record<string, unknown> }));
