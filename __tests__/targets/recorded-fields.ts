/** Records which fields of an application's concepts a function reads. */
import type { MeshApplication } from '../../lib/mesh/application';
import type { Concepts } from '../../lib/targets/field-uses';

type Concept = keyof Concepts;

/** Which concept stands in a field of another one. */
const held: Readonly<Record<Concept, Readonly<Record<string, Concept>>>> = {
  application: {
    nodes: 'node',
    externals: 'external',
    services: 'service',
    gateways: 'gateway',
    loadBalancers: 'loadBalancer',
    tracing: 'tracing',
    logs: 'logs',
  },
  node: { listeners: 'listener', runs: 'runs' },
  external: { listener: 'listener' },
  listener: {
    healthCheck: 'healthCheck',
    timeout: 'timeout',
    connectionPool: 'connectionPool',
    outlierDetection: 'outlierDetection',
  },
  service: { routes: 'route' },
  route: { match: 'match', retry: 'retry', timeout: 'timeout' },
  gateway: { listener: 'listener', routes: 'gatewayRoute' },
  loadBalancer: { routes: 'loadBalancerRoute' },
  loadBalancerRoute: {},
  gatewayRoute: { match: 'match', rewrite: 'rewrite' },
  healthCheck: {},
  timeout: {},
  connectionPool: {},
  outlierDetection: {},
  match: {},
  retry: {},
  rewrite: {},
  runs: {},
  tracing: {},
  logs: {},
};

/** A copy of the application that notes each field that is read, as `route.retry`. */
export function recorded(application: MeshApplication, reads: Set<string>): MeshApplication {
  return watch(application, 'application', reads);
}

function watch<T extends object>(value: T, concept: Concept, reads: Set<string>): T {
  const copy = {};
  for (const [field, content] of Object.entries(value)) {
    const of = held[concept][field];
    const watched: unknown =
      of === undefined
        ? content
        : Array.isArray(content)
          ? content.map((each: object) => watch(each, of, reads))
          : watch(content as object, of, reads);
    const get = () => {
      reads.add(`${concept}.${field}`);
      return watched;
    };
    Object.defineProperty(copy, field, { enumerable: true, get });
  }
  return copy as T;
}
