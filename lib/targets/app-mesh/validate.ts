/** What App Mesh cannot do, or does by default only up to a quota. */
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/entry/gateway';
import { headersOf, keepAliveOf, mergesSlashes } from '../../mesh/traffic/http-form';
import type { Listener } from '../../mesh/listener';
import type { MeshNode } from '../../mesh/node';
import type { Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import { APPNET_AGENT_PORT } from '../../ecs/containers/app-mesh-envoy';
import { ENVOY_ADMIN_PORT } from '../../ecs/containers/envoy-container';
import { foreignImages } from '../../ecs/containers/images';
import {
  MAX_APP_PORTS,
  PROXY_EGRESS_PORT,
  PROXY_INGRESS_PORT,
} from '../../ecs/containers/proxy-configuration';
import { tracePorts } from '../../ecs/containers/trace-sidecar';
import { validateTask } from '../../ecs/validate';
import { validateLoadBalancers } from '../../ecs/validate-load-balancers';
import { validateFirstAnswer } from '../../ecs/validate-first-answer';
import { validateDeregistration } from '../../ecs/validate-leaving';
import { validateTimeouts } from '../../ecs/validate-timeouts';
import { renderGatewayTask, renderNodeTask } from './task';
import { validateExternals } from './validate-externals';
import { validateRoutes } from './validate-routes';
import { validateZeros } from './validate-zeros';
import { KEEP_ALIVE_SECONDS } from './virtual-gateway';

/** Default quotas of App Mesh (Service Quotas); all of them can be raised. */
const quotas = { nodes: 200, services: 200, gateways: 3, backends: 50, routes: 50, gatewayRoutes: 10 };

/** Ports that the sidecars hold in the address that all containers of a task share. */
const takenPorts: readonly (readonly [number, string])[] = [
  [PROXY_INGRESS_PORT, "Envoy's ingress"],
  [PROXY_EGRESS_PORT, "Envoy's egress"],
  [ENVOY_ADMIN_PORT, "Envoy's admin server"],
  [APPNET_AGENT_PORT, "the agent of App Mesh's Envoy image"],
];

export function validateForAppMesh(application: MeshApplication): Problem[] {
  return [
    ...validateQuotas(application),
    ...application.nodes.flatMap((node) => validateNode(application, node)),
    ...application.gateways.flatMap((gateway) => validateGateway(application, gateway)),
    ...application.externals.flatMap(({ name, listener }) =>
      validateForm(listener, `node ${JSON.stringify(name)} > external`),
    ),
    ...validateRoutes(application),
    ...validateExternals(application),
    ...validateZeros(application),
    ...validateTimeouts(application),
    ...validateLoadBalancers(application, KEEP_ALIVE_SECONDS),
    ...validateDeregistration(application),
    ...validateFirstAnswer(application, { target: 'app-mesh' }),
    ...(application.tracing ? [problems.tracedHealthChecks('app-mesh')] : []),
    ...(application.tracing?.tracer === 'opentelemetry' ? [problems.tracerReplaced('app-mesh')] : []),
  ];
}

function validateQuotas({ name, nodes, externals, services, gateways }: MeshApplication): Problem[] {
  const counts: [string, string, number, number][] = [
    [`application ${JSON.stringify(name)}`, 'nodes', nodes.length + externals.length, quotas.nodes],
    [`application ${JSON.stringify(name)}`, 'services', services.length, quotas.services],
    [`application ${JSON.stringify(name)}`, 'gateways', gateways.length, quotas.gateways],
  ];
  for (const node of nodes)
    counts.push([`node ${JSON.stringify(node.name)}`, 'backends', node.backends.length, quotas.backends]);
  for (const { name: own, routes } of services)
    counts.push([`service ${JSON.stringify(own)}`, 'routes', routes.length, quotas.routes]);
  for (const { name: own, routes } of gateways)
    counts.push([`gateway ${JSON.stringify(own)}`, 'routes', routes.length, quotas.gatewayRoutes]);
  return counts
    .filter(([, , count, quota]) => count > quota)
    .map(([where, what, count, quota]) => problems.quota(where, what, count, quota));
}

function validateNode(application: MeshApplication, node: MeshNode): Problem[] {
  const where = `node ${JSON.stringify(node.name)}`;
  const { listeners, runs } = node;
  const task = renderNodeTask(application, node, {
    ...noRefs,
    image: '',
    addressOf: () => ({ scheme: 'http', host: '', port: 1 }),
  });
  return [
    ...listeners.flatMap((listener) => [
      ...validatePort(application, listener.port, `${where} > listener ${listener.port}`),
      ...validateForm(listener, `${where} > listener ${listener.port}`),
    ]),
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
    ...validateTask(task.containers, runs.memoryMiB, `${where} > runs`),
  ];
}

const READ_INSIDE = 'have the application refuse such paths, or use envoy';

function validateGateway(application: MeshApplication, gateway: MeshGateway): Problem[] {
  const where = `gateway ${JSON.stringify(gateway.name)}`;
  const { listener, loadBalancer, runs } = gateway;
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
    ...(loadBalancer?.kind === 'network' ? [problems.gatewayUnlimited(`${where} > load balancer`)] : []),
    ...validatePort(application, listener.port, place),
    ...validateTask(
      renderGatewayTask(application, gateway, noRefs).containers,
      runs.memoryMiB,
      `${where} > runs`,
    ),
  ];
}

/** Its Envoys are configured by App Mesh, which has no word for these. */
function validateForm(listener: Listener, where: string): Problem[] {
  const missing = (field: string, fix: string) => problems.unsupported(where, 'app-mesh', field, fix);
  return [
    ...(headersOf(listener) === undefined ? [] : [missing('maxHeadersCount', 'send 100 headers at most')]),
    ...(mergesSlashes(listener) ? [] : [missing('mergeSlashes', 'write "/" once')]),
    ...(keepAliveOf(listener)
      ? [
          missing(
            'keepAlive',
            "leave it out: it is App Mesh's own, so the application keeps connections long",
          ),
        ]
      : []),
  ];
}

/** A gateway has Envoy's egress port too: it leads what it took in through it. */
function validatePort({ tracing }: MeshApplication, port: number, where: string): Problem[] {
  return [...takenPorts, ...tracePorts(tracing)]
    .filter(([own]) => own === port)
    .map(([, owner]) => problems.portTaken(where, port, owner));
}

/** Enough to size a task. */
const noRefs = { resourceArn: '', images: foreignImages(undefined), region: '' };
