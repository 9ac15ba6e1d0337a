/** What is lost without a mesh. Whatever changes who answers is an error; the rest is a warning, one for each feature. */
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/entry/gateway';
import { lookupIn } from '../../mesh/lookup';
import { takesEverything } from '../../mesh/match/match';
import { listNames, type Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import type { MeshRoute } from '../../mesh/route';
import { targetsOf } from '../../mesh/service';
import { completeLogs } from '../../mesh/runs/logs';
import { validateFirstAnswer } from '../../ecs/validate-first-answer';
import { validateDeregistration } from '../../ecs/validate-leaving';
import { validateTask } from '../../ecs/validate';
import { validateLoadBalancers } from '../../ecs/validate-load-balancers';
import { answeringNode, enteredListener, enteredNode, enteredService } from './answering-node';
import { renderNodeTask } from './task';

const target = 'none';
const DEFAULT_LOG_LEVEL = completeLogs().envoyLevel;

/** A feature that is lost, and where the application uses it. */
interface Loss {
  readonly report: (target: string, places: string) => Problem;
  readonly places: readonly string[];
}

export function validateForNone(application: MeshApplication): Problem[] {
  return [
    ...losses(application)
      .filter(({ places }) => places.length > 0)
      .map(({ report, places }) => report(target, listNames(places))),
    ...validateAnswers(application),
    ...validateEdge(application),
    ...validateLoadBalancers(application),
    ...validateDeregistration(application),
    ...validateFirstAnswer(application, {
      target,
      checked: nodesBehindBalancers(application),
    }),
    ...application.nodes.flatMap((node) =>
      validateTask(
        renderNodeTask(node, noRefs).containers,
        node.runs.memoryMiB,
        `node ${JSON.stringify(node.name)} > runs`,
      ),
    ),
  ];
}

function losses({ nodes, externals, services, gateways, tracing, logs, name }: MeshApplication): Loss[] {
  const routes = services.flatMap((service) =>
    service.routes.map((route) => ({ place: `${service.name}/${route.name}`, route })),
  );
  const routesWith = (has: (route: MeshRoute) => boolean) =>
    routes.filter(({ route }) => has(route)).map(({ place }) => place);
  const listening = [
    ...nodes.map((node) => ({ name: node.name, listeners: node.listeners })),
    ...externals.map((external) => ({ name: external.name, listeners: [external.listener] })),
    ...gateways.map((gateway) => ({ name: gateway.name, listeners: [gateway.listener] })),
  ];
  const listenersWith = (feature: 'healthCheck' | 'timeout' | 'connectionPool' | 'outlierDetection') =>
    listening
      .filter(({ listeners }) => listeners.some((listener) => listener[feature] !== undefined))
      .map((each) => each.name);
  return [
    { report: problems.lossRetries, places: routesWith(({ retry }) => retry !== undefined) },
    {
      report: problems.lossTimeouts,
      places: [...routesWith(({ timeout }) => timeout !== undefined), ...listenersWith('timeout')],
    },
    {
      report: problems.lossWeights,
      places: routesWith(({ targets }) => targets.some(({ weight }) => weight === 0)),
    },
    { report: problems.lossHealthChecks, places: listenersWith('healthCheck') },
    { report: problems.lossConnectionPools, places: listenersWith('connectionPool') },
    { report: problems.lossOutlierDetection, places: listenersWith('outlierDetection') },
    {
      report: problems.lossBalancing,
      places: nodes
        .filter(({ listeners }) =>
          listeners.some(({ protocol }) => protocol === 'http2' || protocol === 'grpc'),
        )
        .map((node) => node.name),
    },
    { report: problems.lossGateways, places: gateways.map((gateway) => gateway.name) },
    { report: problems.lossTracing, places: tracing ? [name] : [] },
    { report: problems.lossAccessLogs, places: [name] },
    { report: problems.lossLogLevel, places: logs.envoyLevel === DEFAULT_LOG_LEVEL ? [] : [name] },
    { report: problems.lossEgressFilter, places: [name] },
  ];
}

/** Two nodes that both answer are what a mesh is for, and so are requests that no node answers. */
function validateAnswers(application: MeshApplication): Problem[] {
  const { services } = application;
  const lookup = lookupIn(application);
  return services.flatMap((service) => {
    const where = `service ${JSON.stringify(service.name)}`;
    const ports = new Set(service.routes.map((route) => lookup.listenerOfRoute(route).port));
    const answered = new Set(
      service.routes
        .filter(({ match }) => takesEverything(match))
        .map((route) => lookup.listenerOfRoute(route).port),
    );
    if (answered.size < ports.size) {
      const fix = 'use envoy, or add a route for every request';
      return [problems.unsupported(where, target, 'service that answers some requests only', fix)];
    }
    const answering = new Set(
      service.routes.flatMap(({ targets }) =>
        targets.filter(({ weight }) => weight > 0).map(({ node }) => node),
      ),
    );
    if (answering.size < 2) return [];
    return [
      problems.splitLost(where, target, listNames(targetsOf(service).filter((node) => answering.has(node)))),
    ];
  });
}

/** A load balancer forwards to one node and leaves path and host as they are. */
function validateEdge(application: MeshApplication): Problem[] {
  const { gateways } = application;
  return gateways.flatMap((gateway) => {
    const where = `gateway ${JSON.stringify(gateway.name)}`;
    const lost = (place: string, feature: string, fix: string) =>
      problems.unsupported(place, target, feature, fix);
    return [
      ...gateway.routes.flatMap(({ name, match, rewrite }) => {
        const place = `${where} > route ${JSON.stringify(name)}`;
        if (!takesEverything(match))
          return [
            lost(
              place,
              match.prefix === undefined || match.prefix === '/'
                ? 'gateway route for some requests only'
                : 'prefix that is matched and rewritten',
              'use envoy, or lead every request to one service',
            ),
          ];
        const isRewritten = typeof rewrite?.prefix === 'string' && rewrite.prefix !== '/';
        return isRewritten
          ? [lost(place, 'rewriting of paths', 'use envoy, or let the service take them')]
          : [];
      }),
      ...(gateway.loadBalancer === undefined
        ? [lost(where, 'gateway without a load balancer', 'give it one, or use envoy')]
        : []),
      ...(gateway.pathWithEscapedSlashes
        ? [
            lost(
              where,
              'way to read %2F and %5C in a path',
              'have the application refuse such paths, or use envoy',
            ),
          ]
        : []),
      ...validateEntered(application, gateway),
    ];
  });
}

/** What stands behind the load balancer is a task of ours that speaks what the load balancer does. */
function validateEntered(application: MeshApplication, gateway: MeshGateway): Problem[] {
  const lookup = lookupIn(application);
  const service = enteredService(gateway);
  if (gateway.loadBalancer === undefined || service === undefined) return [];
  const where = `gateway ${JSON.stringify(gateway.name)}`;
  const isExternal = lookup.external(answeringNode(lookup.service(service))) !== undefined;
  const protocol = enteredListener(application, gateway)?.protocol ?? 'http';
  return [
    ...(isExternal ? [problems.unsupported(where, target, 'gateway to an external node', 'use envoy')] : []),
    ...(gateway.loadBalancer.kind === 'application' && protocol !== 'http'
      ? [
          problems.unsupported(
            where,
            target,
            `way from an Application Load Balancer to a node that speaks ${protocol}`,
            'use networkLoadBalancer(), or http() on the node',
          ),
        ]
      : []),
  ];
}

/** ECS waits for the load balancer's check of a new task. */
function nodesBehindBalancers(application: MeshApplication): string[] {
  const { gateways } = application;
  return gateways.flatMap((gateway) => {
    const node = gateway.loadBalancer && enteredNode(application, gateway);
    return node === undefined ? [] : [node];
  });
}

/** Enough to size a task. */
const noRefs: Parameters<typeof renderNodeTask>[1] = {
  image: '',
  addressOf: () => ({ scheme: 'http', host: '', port: 1 }),
};
