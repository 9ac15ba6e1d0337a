/**
 * Everything that is wrong with an application on every target: reported once, all at once, before any resource exists.
 */
import { containerInsightsLevels, listenersByNode, type MeshApplication } from './application';
import { validateDroppedHeaders } from './entry/dropped-headers';
import { validateExternal } from './external';
import { validateCounts } from './validate-counts';
import { validateGateway } from './entry/validate-gateway';
import { validateLoadBalancers } from './entry/validate-load-balancers';
import { validateReachable } from './entry/validate-reachable';
import { knownNames } from './checks/known-names';
import { mergesSlashes } from './traffic/http-form';
import { pickListener } from './listener';
import { validateLogs } from './runs/log-retention';
import { validatePlaces, warnOfPlaces } from './runs/capacity';
import { calledNodes } from './lookup';
import { validateName } from './checks/name-form';
import { validateNames } from './validate-names';
import { validateKeys } from './surroundings/keys';
import { validateNetworkOf } from './surroundings/validate-network';
import { validateCluster } from './surroundings/cluster';
import { validateNamespace } from './surroundings/namespace';
import { validateNode } from './node';
import { validateQueueRules } from './runs/validate-scaling';
import { validateOutsidePolicies } from './runs/validate-outside-policies';
import { listNames, type Problem } from './checks/problem';
import { problems } from './checks/problems';
import { DEFAULT_QUOTAS, type Quotas } from './checks/quotas';
import type { MeshRoute } from './route';
import { listenersOfService, type MeshService, targetsOf, validateService } from './service';
import { validateStacks } from './stack-parts';
import { validateTagsOf } from './surroundings/tags';
import { validateTracing } from './tracing';
import { quote } from './checks/value-text';
import { validateTargetListeners } from './validate-target-listeners';

/** Mistakes in the application. With several applications, each place begins with `application "<name>"`. */
export function validateApplication(
  application: MeshApplication,
  quotas: Quotas = DEFAULT_QUOTAS,
): Problem[] {
  const tooLong = validateCounts(application);
  if (tooLong.length > 0) return tooLong;
  const found = validateContents(application, quotas);
  // An error may cut off a route, and nodes behind it would then seem unreachable.
  const isWrong = found.some(({ severity }) => severity === 'error');
  if (isWrong) return found;
  return [
    ...found,
    ...warnOfPlaces(application, () => calledNodes(application)),
    ...validateReachable(application),
  ];
}

function validateContents(application: MeshApplication, quotas: Quotas): Problem[] {
  const { nodes, externals, services, gateways } = application;
  const listeners = listenersByNode(application);
  const listenersOfNode = (node: string) => listeners.get(node) ?? [];
  const known = knownNames(listeners.keys());
  const ofService = new Map(
    services.map((service) => [service.name, listenersOfService(service, listenersOfNode)]),
  );
  const serviceNames = knownNames(ofService.keys(), (name) =>
    listeners.has(name) ? serviceOfNode(name, services) : undefined,
  );
  const protocolOf = (service: string) => ofService.get(service)?.[0]?.protocol;
  const contextOf = ({ targets: [first], match }: MeshRoute) => {
    const listener = pickListener(listenersOfNode(first?.node ?? ''), match.port);
    return {
      nodes: known,
      protocol: listener?.protocol ?? 'http',
      merges: listener === undefined || mergesSlashes(listener),
      port: listener?.port,
    };
  };
  return [
    ...validateOwnNames(application),
    ...validateNetworkOf(application),
    ...validateKeys(application.keys),
    ...validateTagsOf(application),
    ...validateTracing(application.tracing),
    ...validateLogs(application.logs),
    ...nodes.flatMap((node) => validateNode(node, serviceNames, protocolOf)),
    ...externals.flatMap(validateExternal),
    ...services.flatMap((service) => [
      ...validateService(service, contextOf),
      ...validateTargetListeners(service, listeners),
    ]),
    ...gateways.flatMap((gateway) =>
      validateGateway(gateway, serviceNames, (service) => {
        const found = ofService.get(service) ?? [];
        return found.length === 0 ? undefined : found;
      }),
    ),
    ...validateLoadBalancers(application, quotas),
    ...validateDroppedHeaders(application),
    ...validateStacks(application),
    ...validateQueueRules(application),
    ...validatePlaces(application),
    ...validateOutsidePolicies(application, quotas),
    ...validateNames(application),
  ];
}

/** The name of a node in a place that needs a service. */
function serviceOfNode(node: string, services: readonly MeshService[]): string {
  const leading = services.filter((service) => targetsOf(service).includes(node)).map(({ name }) => name);
  return leading.length > 0
    ? `${quote(node)} is a node, use a service that leads to it: ${listNames(leading)}`
    : `${quote(node)} is a node, lead a service to it: services: { ${quote(node)}: { to: ${quote(node)} } }`;
}

function validateOwnNames(application: MeshApplication): Problem[] {
  const { name, nodes, externals, services, gateways } = application;
  const whole = `application ${quote(name)}`;
  const places: [string, string][] = [
    [name, whole],
    ...[...nodes, ...externals].map((node): [string, string] => [node.name, `node ${quote(node.name)}`]),
    ...services.map((service): [string, string] => [service.name, `service ${quote(service.name)}`]),
    ...gateways.map((gateway): [string, string] => [gateway.name, `gateway ${quote(gateway.name)}`]),
  ];
  const nodeNames = new Set(nodes.map((node) => node.name));
  return [
    ...places.flatMap(([own, where]) => validateName(own, where)),
    ...gateways
      .filter((gateway) => nodeNames.has(gateway.name))
      .map((gateway) => problems.nameTwice(whole, gateway.name)),
    ...(/^[A-Za-z0-9_-]{1,255}$/.test(application.mesh)
      ? []
      : [problems.meshForm(`${whole} > mesh`, application.mesh)]),
    ...validateNamespace(application, whole),
    ...validateCluster(application, whole),
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
