/** Reports what App Mesh cannot do, or can do only up to a default quota. */
import { quote } from '../../mesh/checks/value-text';
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/entry/gateway';
import { loadBalancersBefore, placeOfLoadBalancer } from '../../mesh/entry/mesh-load-balancer';
import type { MeshNode } from '../../mesh/node';
import type { Problem } from '../../mesh/checks/problem';
import { DEFAULT_QUOTAS, type Quotas } from '../../mesh/checks/quotas';
import { validateRules } from '../../ecs/validate-rules';
import { renderAccess } from './access';
import { problems } from '../../mesh/checks/problems';
import { MAX_APP_PORTS } from '../../ecs/containers/proxy-configuration';
import { validateTask } from '../../ecs/validate';
import { validateLoadBalancers } from '../../ecs/validate-load-balancers';
import { validateFirstAnswer } from '../../ecs/validate-first-answer';
import { validateDeregistration } from '../../ecs/validate-leaving';
import { validateTimeouts } from '../../ecs/validate-timeouts';
import { renderEnds } from './load-balancer-ends';
import { renderGatewayTask, renderNodeTask } from './task';
import { validateExternals } from './validate-externals';
import { validateForm, validatePort } from './validate-listener';
import { validateQuotas } from './validate-quotas';
import { validateRoutes } from './validate-routes';
import { validateZeros } from './validate-zeros';
import { KEEP_ALIVE_SECONDS } from './virtual-gateway';

export function validateForAppMesh(application: MeshApplication, quotas: Quotas = DEFAULT_QUOTAS): Problem[] {
  return [
    ...validateQuotas(application),
    ...application.nodes.flatMap((node) => validateNode(application, node)),
    ...application.gateways.flatMap((gateway) => validateGateway(application, gateway)),
    ...application.externals.flatMap(({ name, listener }) =>
      validateForm(listener, `node ${quote(name)} > external`),
    ),
    ...validateRoutes(application),
    ...validateExternals(application),
    ...validateZeros(application),
    ...validateTimeouts(application),
    ...validateLoadBalancers(application, { ends: renderEnds(application), closesAfter: KEEP_ALIVE_SECONDS }),
    ...validateDeregistration(application),
    ...validateRules(application, { access: renderAccess(application), quotas, hasCallPaths: false }),
    // ECS waits for the load balancer's check of a new task.
    ...validateFirstAnswer(application, {
      target: 'app-mesh',
      checked: renderEnds(application).map(({ tasks }) => tasks),
    }),
    ...(application.tracing ? [problems.tracedHealthChecks('app-mesh')] : []),
    ...(application.tracing?.tracer === 'opentelemetry' ? [problems.tracerReplaced('app-mesh')] : []),
  ];
}

function validateNode(application: MeshApplication, node: MeshNode): Problem[] {
  const where = `node ${quote(node.name)}`;
  const { listeners, runs } = node;
  const task = renderNodeTask(application, node);
  return [
    ...listeners.flatMap((listener) => [
      ...validatePort(application, listener.port, `${where} > listener ${listener.port}`),
      ...validateForm(listener, `${where} > listener ${listener.port}`),
    ]),
    ...runs.ports.flatMap((port) => validatePort(application, port, `${where} > runs > ports`)),
    ...(listeners.length > MAX_APP_PORTS
      ? [
          problems.unsupported(
            where,
            'app-mesh',
            `more than ${MAX_APP_PORTS} intercepted ports in a task`,
            'split the node',
          ),
        ]
      : []),
    ...validateTask(task.containers, runs, `${where} > runs`),
  ];
}

const READ_INSIDE = 'have the application refuse such paths, or use envoy';

function validateGateway(application: MeshApplication, gateway: MeshGateway): Problem[] {
  const where = `gateway ${quote(gateway.name)}`;
  const { listener, runs } = gateway;
  const place = `${where} > listener ${listener.port}`;
  const missing = (feature: string) =>
    problems.unsupported(
      place,
      'app-mesh',
      `${feature} on a gateway's listener`,
      'set it on the node and its route',
    );
  return [
    ...(listener.timeout ? [missing('timeout')] : []),
    ...(listener.outlierDetection ? [missing('outlier detection')] : []),
    ...validateForm(listener, place),
    ...(gateway.preserveExternalRequestId
      ? [problems.unsupported(where, 'app-mesh', 'way to keep x-request-id', 'use another header')]
      : []),
    ...(gateway.pathWithEscapedSlashes
      ? [problems.unsupported(where, 'app-mesh', 'way to read %2F and %5C in a path', READ_INSIDE)]
      : []),
    ...loadBalancersBefore(application, gateway.name)
      .filter(({ kind }) => kind === 'network')
      .map((each) => problems.gatewayUnlimited(placeOfLoadBalancer(each))),
    ...validatePort(application, listener.port, place),
    ...validateTask(renderGatewayTask(application, gateway).containers, runs, `${where} > runs`),
  ];
}
