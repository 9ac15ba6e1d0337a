/** Everything that is wrong with an application whatever its target: once, before any resource exists, and all at once. */
import { containerInsightsLevels, type MeshApplication } from './application';
import { validateGateway } from './gateway';
import { validateLogs } from './logs';
import { NAME } from './name';
import { validateNames } from './names';
import { validateNetwork } from './network';
import { type MeshNode, validateNode } from './node';
import { listNames, type Problem } from './problem';
import { problems } from './problems';
import { type MeshService, targetsOf, validateService } from './service';
import { validateStacks } from './stacks';
import { validateTracing } from './tracing';

/** Mistakes in the application, each placed below `application "<name>"` when there are several applications. */
export function validateApplication(application: MeshApplication): Problem[] {
  const { nodes, services, gateways } = application;
  const nodesByName = new Map(nodes.map((node) => [node.name, node]));
  const nodeNames = new Set(nodesByName.keys());
  const serviceNames = new Set(services.map(({ name }) => name));
  return [
    ...validateOwnNames(application),
    ...validateNetwork(application.network),
    ...validateTracing(application.tracing),
    ...validateLogs(application.logs),
    ...nodes.flatMap((node) => validateNode(node, serviceNames)),
    ...services.flatMap((service) => [
      ...validateService(service, nodeNames),
      ...validateTargetListeners(service, nodesByName),
    ]),
    ...gateways.flatMap((gateway) => validateGateway(gateway, serviceNames)),
    ...validateStacks(application),
    ...validateNames(application),
  ];
}

function validateOwnNames(application: MeshApplication): Problem[] {
  const { name, nodes, services, gateways } = application;
  const whole = `application ${JSON.stringify(name)}`;
  const places: [string, string][] = [
    [name, whole],
    ...nodes.map((node): [string, string] => [node.name, `node ${JSON.stringify(node.name)}`]),
    ...services.map((service): [string, string] => [service.name, `service ${JSON.stringify(service.name)}`]),
    ...gateways.map((gateway): [string, string] => [gateway.name, `gateway ${JSON.stringify(gateway.name)}`]),
  ];
  const nodeNames = new Set(nodes.map((node) => node.name));
  const domain = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
  return [
    ...places.filter(([own]) => !NAME.test(own)).map(([own, where]) => problems.nameForm(where, own)),
    ...gateways
      .filter((gateway) => nodeNames.has(gateway.name))
      .map((gateway) => problems.nameTwice(whole, gateway.name)),
    ...(/^[A-Za-z0-9_-]{1,255}$/.test(application.mesh)
      ? []
      : [problems.meshForm(`${whole} > mesh`, application.mesh)]),
    ...(domain.test(application.namespace)
      ? []
      : [problems.namespaceForm(`${whole} > namespace`, application.namespace)]),
    ...(nodes.length === 0 ? [problems.nodesEmpty(whole)] : []),
    ...(['X86_64', 'ARM64'].includes(application.architecture)
      ? []
      : [problems.architecture(whole, application.architecture)]),
    ...validateContainerInsights(application.containerInsights, whole),
  ];
}

function validateContainerInsights(level: MeshApplication['containerInsights'], where: string): Problem[] {
  return level === undefined || containerInsightsLevels.includes(level)
    ? []
    : [problems.containerInsights(where, level, containerInsightsLevels)];
}

/** A service has one port and one protocol for its callers, so all its nodes must agree on them. */
function validateTargetListeners(service: MeshService, nodes: ReadonlyMap<string, MeshNode>): Problem[] {
  const where = `service ${JSON.stringify(service.name)}`;
  const targets = targetsOf(service).flatMap((name) => nodes.get(name) ?? []);
  const silent = targets.filter(({ listeners }) => listeners.length === 0);
  const spoken = targets.flatMap(({ name, listeners: [listener] }) =>
    listener ? [{ name, way: `${listener.protocol} ${listener.port}` }] : [],
  );
  const ways = new Set(spoken.map(({ way }) => way));
  return [
    ...silent.map(({ name }) => problems.targetNoListener(where, name)),
    ...(ways.size > 1
      ? [problems.targetListenersDiffer(where, listNames(spoken.map(({ name, way }) => `${name}: ${way}`)))]
      : []),
  ];
}
