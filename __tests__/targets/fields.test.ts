/** A field of the model cannot be forgotten: by the compiler, and by what a renderer reads. */
import type { MeshApplication } from '../../lib/mesh/application';

import { DEFAULT_QUOTAS } from '../../lib/mesh/checks/quotas';
import { applicationLoadBalancer, exact, http, http2, seconds } from '../../lib/mesh';
import { builtTargets, type BuiltName } from '../../lib/targets';
import { validateApplication } from '../../lib/mesh/validate';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';
import { renderAll as renderAppMesh } from './app-mesh/render-all';
import { renderAll as renderEnvoy } from './envoy/render-all';
import { renderAll as renderNone } from './none/render-all';
import { recorded } from './recorded-fields';
import { samples } from './samples';

const renderers: Readonly<Record<BuiltName, (application: MeshApplication) => unknown>> = {
  'app-mesh': renderAppMesh,
  envoy: renderEnvoy,
  none: renderNone,
};

/** Fields that come with no feature of their own. */
const more: readonly MeshParts[] = [
  {
    nodes: {
      web: aNode({
        listeners: [
          http(3000, {
            outlierDetection: {
              maxServerErrors: 5,
              interval: seconds(10),
              baseEjectionDuration: seconds(30),
              maxEjectionPercent: 50,
            },
          }),
        ],
      }),
    },
  },
  {
    nodes: { web: aNode({ listeners: [http(3000, { health: '/health' })] }) },
    gateways: { ingress: aGateway() },
  },
  // No route takes every request, so their order counts.
  {
    services: {
      web: {
        routes: {
          a: { priority: 1, match: { prefix: '/a' }, targets: { web: 1 } },
          b: { priority: 2, match: { prefix: '/b' }, targets: { web: 1 } },
        },
      },
    },
    gateways: {
      ingress: aGateway({
        routes: {
          a: { service: 'web', priority: 1, match: { prefix: '/a' } },
          b: { service: 'web', priority: 2, match: { prefix: '/b' } },
        },
      }),
    },
  },
  {
    nodes: {
      web: aNode({
        listeners: [http(3000, { connectionPool: { maxConnections: 9, maxPendingRequests: 3 } })],
      }),
    },
    services: {
      web: {
        routes: { default: { targets: { web: 1 }, retry: { maxRetries: 1, perRetryTimeout: seconds(2) } } },
      },
    },
  },
  {
    gateways: {
      ingress: aGateway({
        routes: { all: { service: 'web', match: { path: exact('/a') }, rewrite: { path: '/b' } } },
      }),
    },
  },
  {
    nodes: { web: aNode({ listeners: [http(3000), http(3001)] }) },
    gateways: { ingress: aGateway({ open: ['203.0.113.0/24'] }) },
    loadBalancers: {
      public: { ...applicationLoadBalancer(80), routes: { all: { node: 'web', port: 3001 } } },
    },
  },
  {
    nodes: { web: aNode({ listeners: [http(3000), http2(3001)] }) },
    gateways: { ingress: aGateway({ routes: { all: { service: 'web', port: 3000 } } }) },
  },
];

/** Callers' Envoys hold routes and checks, so another node calls. */
const called = ({ nodes = { web: aNode() }, ...parts }: MeshParts): MeshParts => ({
  ...parts,
  nodes: { ...nodes, caller: aNode({ listeners: [], backends: ['web'] }) },
});

const applications = [...Object.values(samples).map((sample) => sample.with), ...more]
  .flatMap((parts) => [parts, called(parts)])
  .map((parts) => aMesh(parts).at({ stage: 'dev' }))
  .filter((application) => validateApplication(application).every(({ severity }) => severity === 'warning'));

const readsOf = (run: (application: MeshApplication) => unknown): ReadonlySet<string> => {
  const reads = new Set<string>();
  applications.forEach((application) => run(recorded(application, reads)));
  return reads;
};

describe.each(builtTargets().map((target) => [target.name, target] as const))(
  'the fields of %s',
  (name, target) => {
    const rendered = readsOf(renderers[name]);
    const validated = readsOf((application) => target.validate(application, DEFAULT_QUOTAS));
    const uses = Object.entries(target.fields).flatMap(([concept, fields]) =>
      fields === 'lost'
        ? []
        : Object.entries(fields).map(([field, use]) => [`${concept}.${field}`, use] as const),
    );
    const said = (wanted: string) => uses.filter(([, use]) => use === wanted).map(([field]) => field);

    it('are read by its renderer where it says so', () => {
      expect(said('rendered').filter((field) => !rendered.has(field))).toEqual([]);
    });

    it('are read by its validation alone where it reports them', () => {
      expect(said('reported').filter((field) => rendered.has(field) || !validated.has(field))).toEqual([]);
    });

    it('change nothing where it says that it works without them', () => {
      expect(said('needless').filter((field) => rendered.has(field))).toEqual([]);
    });
  },
);
