/** Features that are lost without a mesh and that change no answer: one warning for each. */
import type { MeshApplication } from '../../mesh/application';
import type { Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import { leadsOut } from '../../mesh/surroundings/network';
import type { MeshRoute } from '../../mesh/route';
import { completeLogs } from '../../mesh/runs/log-retention';

const DEFAULT_LOG_LEVEL = completeLogs().envoyLevel;

/** A feature that is lost, and where the application uses it. */
interface Loss {
  readonly report: (target: string, places: string) => Problem;
  readonly places: readonly string[];
}

export function losses({
  nodes,
  externals,
  services,
  gateways,
  tracing,
  logs,
  name,
  network,
}: MeshApplication): Loss[] {
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
    { report: problems.lossEgressFilter, places: leadsOut(network) ? [name] : [] },
  ];
}
