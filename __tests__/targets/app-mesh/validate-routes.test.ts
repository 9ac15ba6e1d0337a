/** What of routes App Mesh, or the Terraform provider for it, cannot say: an error, and never left out. */
import { exact, grpc, http, http2, type Listener, present, tcp } from '../../../lib/mesh';
import type { GatewayRouteDefinition } from '../../../lib/mesh/entry/gateway';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { validateApplication } from '../../../lib/mesh/validate';
import { validateRoutes } from '../../../lib/targets/app-mesh/validate-routes';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const texts = (parts: MeshParts) => {
  const application = aMesh(parts).at({ stage: 'dev' });
  expect(validateApplication(application)).toEqual([]);
  return validateRoutes(application).map(formatProblem);
};
const entered = (route: Partial<GatewayRouteDefinition>): MeshParts => ({
  gateways: { in: aGateway({ routes: { all: { service: 'web', ...route } } }) },
});
const overGrpc = (route: Partial<GatewayRouteDefinition>): MeshParts => ({
  nodes: { web: aNode({ listeners: [grpc(3000)] }) },
  gateways: { in: { listener: grpc(8080), routes: { all: { service: 'web', ...route } } } },
});

describe('a priority', () => {
  const priority = (value: number): MeshParts => ({
    services: { web: { routes: { default: { priority: value, targets: { web: 1 } } } } },
    ...entered({ priority: value }),
  });

  it('of 0 is taken for none by the provider, which would make the first the last', () => {
    expect(texts(priority(0))).toEqual(
      ['service "web" > route "default"', 'gateway "in" > route "all"'].map(
        (place) =>
          `app-mesh: ${place}: target app-mesh has no priority 0 in its Terraform provider; use 1 or more [unsupported]`,
      ),
    );
  });

  it.each([1, 1000])('of %d is sent', (value) => {
    expect(texts(priority(value))).toEqual([]);
  });
});

describe("a gateway's route", () => {
  const place = 'app-mesh: gateway "in" > route "all": target app-mesh has no';
  const end = "of a gateway's route in its Terraform provider";

  it('is of no method', () => {
    expect(texts(entered({ match: { method: 'GET' } }))).toEqual([
      `${place} method ${end}; match it in the service's route, or use a header [unsupported]`,
    ]);
  });

  it('of gRPC is of a service, and of nothing else', () => {
    const serviceName = 'shop.Web';
    expect(texts(overGrpc({ match: { serviceName } }))).toEqual([]);
    expect(texts(overGrpc({}))).toEqual([
      `${place} gRPC match without a serviceName ${end}; add serviceName, in a route for each of them [unsupported]`,
    ]);
    expect(texts(overGrpc({ match: { serviceName, hostname: exact('a.com') } }))).toEqual([
      `${place} gRPC hostname ${end}; remove it [unsupported]`,
    ]);
    expect(texts(overGrpc({ match: { serviceName, metadata: { a: present() } } }))).toEqual([
      `${place} gRPC metadata ${end}; match it in the service's route [unsupported]`,
    ]);
    expect(texts(overGrpc({ match: { serviceName }, rewrite: { hostname: false } }))).toEqual([
      `${place} gRPC rewrite ${end}; remove it [unsupported]`,
    ]);
  });

  it.each(['/aws-appmesh', '/aws-appmesh/x', '/aws-app-mesh', '/aws-app-mesh-x'])(
    'does not lead App Mesh’s own %s',
    (path) => {
      const text = `gateway "in" > route "all": App Mesh keeps prefixes that start with "/aws-appmesh" or "/aws-app-mesh" to itself, got "${path}"; use another prefix [prefix-reserved]`;
      expect(texts(entered({ match: { prefix: path } }))).toEqual([text]);
      expect(texts(entered({ match: { path: exact(path) } }))).toEqual([text]);
    },
  );

  it('does not lead App Mesh’s own services', () => {
    expect(texts(overGrpc({ match: { serviceName: 'aws.app-mesh.X' } }))).toEqual([
      'gateway "in" > route "all": App Mesh keeps service names that start with "aws.app-mesh" to itself, got "aws.app-mesh.X"; use another name [service-name-reserved]',
    ]);
    expect(texts(overGrpc({ match: { serviceName: 'aws.appmesh' } }))).toEqual([]);
  });

  it('leads where it may', () => {
    expect(texts(entered({ match: { prefix: '/aws' } }))).toEqual([]);
  });
});

describe('services of TCP that one node calls', () => {
  const calling = (first: Listener, second: Listener): MeshParts => ({
    nodes: {
      web: aNode({ backends: ['cache', 'db'] }),
      other: aNode({ listeners: [http2(1)], backends: ['cache'] }),
      db: aNode({ listeners: [first] }),
      cache: aNode({ listeners: [second, http(9000)] }),
    },
    services: { db: { to: 'db' }, cache: { to: 'cache' } },
  });

  it('have a port of their own', () => {
    expect(texts(calling(tcp(5432), tcp(5432)))).toEqual([
      'node "web" > backends: services "cache", "db" share a port with tcp, and App Mesh\'s Envoy tells them apart by nothing else, got 5432; give each its own port, or use target none [tcp-port-shared]',
    ]);
    expect(texts(calling(tcp(5432), tcp(6379)))).toEqual([]);
  });

  it('have one that HTTP is not on either', () => {
    expect(texts(calling(http(5432), tcp(5432)))).toEqual([expect.stringContaining('[tcp-port-shared]')]);
    expect(texts(calling(http(5432), http(5432)))).toEqual([]);
  });
});
