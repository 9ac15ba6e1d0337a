/** Reports what target `envoy` cannot do, or does only in part. */
import { quote } from '../../mesh/checks/value-text';
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/entry/gateway';
import type { MeshNode } from '../../mesh/node';
import { leadsOut } from '../../mesh/surroundings/network';
import { listNames, type Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import { DEFAULT_QUOTAS, type Quotas } from '../../mesh/checks/quotas';
import { MAX_APP_PORTS } from '../../ecs/containers/proxy-configuration';
import { validateTask } from '../../ecs/validate';
import { validateLoadBalancers } from '../../ecs/validate-load-balancers';
import { validateDrains } from '../../ecs/validate-leaving';
import { validateRules } from '../../ecs/validate-rules';
import { validateTimeouts } from '../../ecs/validate-timeouts';
import { renderAccess } from './access';
import { gatewayConfig, nodeConfig } from './envoy-config';
import { renderGatewayTask, renderNodeTask } from './task';
import { renderEnds } from './load-balancer-ends';
import { validateBackends } from './validate-backends';
import { validateHosts } from './validate-hosts';
import { validateGatewayPort, validateNodePorts } from './validate-ports';

const target = 'envoy';

export function validateForEnvoy(application: MeshApplication, quotas: Quotas = DEFAULT_QUOTAS): Problem[] {
  return [
    ...application.nodes.flatMap((node) => validateNode(application, node)),
    ...application.gateways.flatMap((gateway) => validateGateway(application, gateway)),
    ...validateTimeouts(application),
    ...validateLoadBalancers(application, { ends: renderEnds(application) }),
    ...validateDrains(application),
    ...validateRules(application, { access: renderAccess(application), quotas, hasCallPaths: true }),
    ...validateEgress(application),
  ];
}

function validateNode(application: MeshApplication, node: MeshNode): Problem[] {
  const where = `node ${quote(node.name)}`;
  const task = renderNodeTask(application, node);
  const isTooMany = node.interception === 'transparent' && node.listeners.length > MAX_APP_PORTS;
  const feature = `more than ${MAX_APP_PORTS} intercepted ports in a task`;
  return [
    ...validateNodePorts(application, node),
    ...validateBackends(application, node),
    ...(isTooMany ? [problems.unsupported(where, target, feature, 'split the node')] : []),
    ...validateTask(task.containers, node.runs, `${where} > runs`),
    ...validateHosts(application, { text: nodeConfig(application, node), task }, where),
  ];
}

function validateGateway(application: MeshApplication, gateway: MeshGateway): Problem[] {
  const where = `gateway ${quote(gateway.name)}`;
  const place = `${where} > listener ${gateway.listener.port}`;
  const { outlierDetection, healthCheck } = gateway.listener;
  const task = renderGatewayTask(application, gateway);
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
    ...validateTask(task.containers, gateway.runs, `${where} > runs`),
    ...validateHosts(application, { text: gatewayConfig(application, gateway), task }, where),
  ];
}

/** @param most the most rules in each direction and group */
/**
 * The Envoy of a transparent node enforces DROP_ALL. For explicit nodes, only the security group limits outgoing
 * connections.
 */
function validateEgress({ nodes, network }: MeshApplication): Problem[] {
  if (!leadsOut(network)) return [];
  const open = nodes.filter(({ interception }) => interception === 'explicit').map(({ name }) => name);
  return open.length === 0 ? [] : [problems.egressOpen(target, listNames(open))];
}
