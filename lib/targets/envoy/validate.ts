/** Reports what target `envoy` cannot do, or does only in part. */
import { quote } from '../../mesh/checks/value-text';
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/entry/gateway';
import { placeOfLoadBalancer } from '../../mesh/entry/mesh-load-balancer';
import type { MeshNode } from '../../mesh/node';
import { leadsOut } from '../../mesh/surroundings/network';
import { listNames, type Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import { DEFAULT_QUOTAS, type Quotas } from '../../mesh/checks/quotas';
import { MAX_APP_PORTS } from '../../ecs/containers/proxy-configuration';
import type { Party } from '../../ecs/access';
import { validateTask } from '../../ecs/validate';
import { httpsRules } from '../../ecs/vpc-endpoints';
import { validateLoadBalancers } from '../../ecs/validate-load-balancers';
import { validateDrains } from '../../ecs/validate-leaving';
import { validateTimeouts } from '../../ecs/validate-timeouts';
import { renderAccess } from './access';
import { renderGatewayTask, renderNodeTask } from './task';
import { renderEnds } from './load-balancer-ends';
import { validateBackends } from './validate-backends';
import { validateGatewayPort, validateNodePorts } from './validate-ports';

const target = 'envoy';

export function validateForEnvoy(application: MeshApplication, quotas: Quotas = DEFAULT_QUOTAS): Problem[] {
  return [
    ...application.nodes.flatMap((node) => validateNode(application, node)),
    ...application.gateways.flatMap((gateway) => validateGateway(application, gateway)),
    ...validateTimeouts(application),
    ...validateLoadBalancers(application, { ends: renderEnds(application) }),
    ...validateDrains(application),
    ...validateRules(application, quotas['security-group-rules']),
    ...validateEgress(application),
  ];
}

function validateNode(application: MeshApplication, node: MeshNode): Problem[] {
  const where = `node ${quote(node.name)}`;
  const isTooMany = node.interception === 'transparent' && node.listeners.length > MAX_APP_PORTS;
  const feature = `more than ${MAX_APP_PORTS} intercepted ports in a task`;
  return [
    ...validateNodePorts(application, node),
    ...validateBackends(application, node),
    ...(isTooMany ? [problems.unsupported(where, target, feature, 'split the node')] : []),
    ...validateTask(renderNodeTask(application, node).containers, node.runs.memoryMiB, `${where} > runs`),
  ];
}

function validateGateway(application: MeshApplication, gateway: MeshGateway): Problem[] {
  const where = `gateway ${quote(gateway.name)}`;
  const place = `${where} > listener ${gateway.listener.port}`;
  const { outlierDetection, healthCheck } = gateway.listener;
  return [
    ...validateGatewayPort(application, gateway),
    ...(outlierDetection
      ? [
          problems.unsupported(
            place,
            target,
            "outlier detection on a gateway's listener",
            'set it on the node that the gateway leads to',
          ),
        ]
      : []),
    ...(healthCheck ? [problems.gatewayCheckTimes(`${place} > health check`)] : []),
    ...validateTask(
      renderGatewayTask(application, gateway).containers,
      gateway.runs.memoryMiB,
      `${where} > runs`,
    ),
  ];
}

/** @param most in each direction and group */
function validateRules(application: MeshApplication, most: number): Problem[] {
  const { parties, edges, exits, innerDoors } = renderAccess(application);
  // Every task has outbound rules already.
  const own = { inbound: 0, outbound: httpsRules(application.network) };
  const key = ({ kind, name }: Party) => `${kind} ${name}`;
  const count = (ends: readonly Party[]) => {
    const counts = new Map<string, number>();
    for (const end of ends) counts.set(key(end), (counts.get(key(end)) ?? 0) + 1);
    return counts;
  };
  const rules = {
    inbound: count([...edges, ...innerDoors].map(({ to }) => to)),
    outbound: count([...edges, ...exits].map(({ from }) => from)),
  };
  return parties.flatMap((party) =>
    (['inbound', 'outbound'] as const)
      .map((direction) => ({
        direction,
        needed: (rules[direction].get(key(party)) ?? 0) + own[direction],
      }))
      .filter(({ needed }) => needed > most)
      .map(({ direction, needed }) =>
        problems.securityGroupRules(placeOf(application, party), direction, needed, most),
      ),
  );
}

function placeOf({ nodes, loadBalancers }: MeshApplication, { kind, name }: Party): string {
  const isNode = kind === 'tasks' && nodes.some((node) => node.name === name);
  if (isNode) return `node ${quote(name)}`;
  const balancer = kind === 'tasks' ? undefined : loadBalancers.find((each) => each.name === name);
  return balancer === undefined ? `gateway ${quote(name)}` : placeOfLoadBalancer(balancer);
}

/** The Envoy of a transparent node enforces DROP_ALL. Only the security group limits outbound connections of explicit nodes. */
function validateEgress({ nodes, network }: MeshApplication): Problem[] {
  if (!leadsOut(network)) return [];
  const open = nodes.filter(({ interception }) => interception === 'explicit').map(({ name }) => name);
  return open.length === 0 ? [] : [problems.egressOpen(target, listNames(open))];
}
