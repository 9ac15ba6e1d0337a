/** What is lost without a mesh. Whatever changes who answers is an error; the rest is a warning, one for each feature. */
import type { MeshApplication } from '../../mesh/application';
import { listNames, type Problem } from '../../mesh/problem';
import { problems } from '../../mesh/problems';
import type { MeshRoute } from '../../mesh/route';
import { targetsOf } from '../../mesh/service';
import { completeLogs } from '../../mesh/logs';
import { validateTask } from '../ecs/validate';
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
    ...application.nodes.flatMap((node) =>
      validateTask(
        renderNodeTask(node, noRefs).containers,
        node.runs.memoryMiB,
        `node ${JSON.stringify(node.name)} > runs`,
      ),
    ),
  ];
}

function losses({ nodes, services, gateways, tracing, logs, name }: MeshApplication): Loss[] {
  const routes = services.flatMap((service) =>
    service.routes.map((route) => ({ place: `${service.name}/${route.name}`, route })),
  );
  const routesWith = (has: (route: MeshRoute) => boolean) =>
    routes.filter(({ route }) => has(route)).map(({ place }) => place);
  const listening = [
    ...nodes.map((node) => ({ name: node.name, listeners: node.listeners })),
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
    { report: problems.lossGateways, places: gateways.map((gateway) => gateway.name) },
    { report: problems.lossTracing, places: tracing ? [name] : [] },
    { report: problems.lossAccessLogs, places: [name] },
    { report: problems.lossLogLevel, places: logs.envoyLevel === DEFAULT_LOG_LEVEL ? [] : [name] },
    { report: problems.lossEgressFilter, places: [name] },
  ];
}

/** Two nodes that both answer are what a mesh is for, and so are paths that nobody answers. */
function validateAnswers({ services }: MeshApplication): Problem[] {
  return services.flatMap((service) => {
    const where = `service ${JSON.stringify(service.name)}`;
    if (!service.routes.some(({ match }) => match.prefix === '/')) {
      const fix = 'use app-mesh, or add a route for "/"';
      return [problems.unsupported(where, target, 'service that answers some paths only', fix)];
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

/** A load balancer forwards to one node and leaves the path as it is. */
function validateEdge({ gateways }: MeshApplication): Problem[] {
  return gateways.flatMap(({ name, routes, loadBalancer }) => {
    const where = `gateway ${JSON.stringify(name)}`;
    return [
      ...routes
        .filter(({ match }) => match.prefix !== '/')
        .map((route) =>
          problems.unsupported(
            `${where} > route ${JSON.stringify(route.name)}`,
            target,
            'prefix that is matched and rewritten',
            'use app-mesh, or lead every path to one service',
          ),
        ),
      ...(loadBalancer === undefined
        ? [
            problems.unsupported(
              where,
              target,
              'gateway without a load balancer',
              'give it one, or use app-mesh',
            ),
          ]
        : []),
    ];
  });
}

/** Enough to size a task. */
const noRefs: Parameters<typeof renderNodeTask>[1] = {
  image: '',
  log: { logGroup: '', region: '' },
  addressOf: () => ({ scheme: 'http', host: '', port: 1 }),
};
