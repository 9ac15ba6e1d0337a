/** Synth does not type-check: an unknown field is refused again here, and so is a field that is missing. */
import { http } from '../../../lib/mesh';
import { aGateway, aNode, type MeshParts } from '../../../lib/testing';
import { textsOf } from '../problems-of';

/** What a type would forbid. */
const wrong = (parts: unknown) => textsOf(parts as MeshParts);

describe('an unknown field', () => {
  it.each([
    [
      { node: {} },
      'application "shop": "node" is not a field here, fields: "nodes", "architecture", "cluster", "containerInsights", "gateways", "keys", "loadBalancers", "logs", "mesh", "namespace" and 6 more; did you mean "nodes"? [field-unknown]',
    ],
    [
      { nodes: { web: { ...aNode(), backend: ['x'] } } },
      'node "web": "backend" is not a field here, fields: "backendPorts", "backends", "callerGroup", "interception", "listeners", "loadBalancer", "open", "runs", "tags"; did you mean "backends"? [field-unknown]',
    ],
    [
      { nodes: { web: aNode({ runs: { deployment: { minimumHealthyPercent: 0, max: 1 } as never } }) } },
      'node "web" > runs > deployment: "max" is not a field here, fields: "maximumPercent", "minimumHealthyPercent"; remove it or fix the name [field-unknown]',
    ],
    [
      { nodes: { web: aNode({ listeners: [http(3000, { healthCheck: '/' } as object)] }) } },
      'node "web" > listener 3000: "healthCheck" must be left to `health`, as in http(3000, { health: "/health" }), got "/"; fix the value [field-type]',
    ],
    [
      { nodes: { web: aNode({ listeners: [http(3000, { helth: '/' } as object)] }) } },
      'node "web" > listener 3000: "helth" is not a field here, fields: "connectionPool", "healthCheck", "keepAlive", "maxHeadersCount", "mergeSlashes", "outlierDetection", "port", "protocol", "timeout"; remove it or fix the name [field-unknown]',
    ],
    [
      { services: { web: { routes: { all: { targets: {}, retrys: {} } } } } },
      'service "web" > route "all": "retrys" is not a field here, fields: "match", "priority", "retry", "targets", "timeout"; did you mean "retry"? [field-unknown]',
    ],
    [
      { services: { web: { too: 'web' } } },
      'service "web": "too" is not a field here, fields: "routes", "to"; did you mean "to"? [field-unknown]',
    ],
    [
      { gateways: { ingress: { ...aGateway(), routes: { web: { service: 'web', prefix: '/' } } } } },
      'gateway "ingress" > route "web": "prefix" is not a field here, fields: "match", "port", "priority", "rewrite", "service"; conditions stand in `match: { … }` [field-unknown]',
    ],
    [
      { tracing: { rate: 1 } },
      'tracing: "rate" is not a field here, fields: "samplingRate", "tracer"; remove it or fix the name [field-unknown]',
    ],
  ])('is named, with the nearest one: %j', (parts, text) => {
    expect(wrong(parts)).toContain(text);
  });
});

describe('the fields that there are', () => {
  it('are listed with those that are near first, whatever their number', () => {
    const runs = { healthcheck: {}, repository: 'nginx' };
    expect(wrong({ nodes: { web: { runs } } })).toEqual([
      expect.stringMatching(
        /"healthcheck" is not a field here, fields: "healthCheck", "[a-z].* and \d+ more; did you mean "healthCheck"\? \[field-unknown\]$/,
      ),
      expect.stringMatching(
        /"repository" is not a field here, fields: "[a-z].* and \d+ more; it is called `image`, and holds all of it/,
      ),
    ]);
  });
});

describe('a field that is missing', () => {
  it('is told once if it is there under another name', () => {
    expect(wrong({ nodes: { web: { runs: { sourec: 'web' } } } })).toEqual([
      expect.stringMatching(/"sourec" is not a field here, .* did you mean "source"\? \[field-unknown\]$/),
    ]);
    const network = { existing: { vpc: 'vpc-0a1b2c3d', privateSubnets: ['subnet-0a1b2c3d'] } };
    expect(wrong({ network })).toEqual([
      'network > existing: "privateSubnets" is not a field here, fields: "cidr", "private", "public", "vpc"; they are called `private` [field-unknown]',
    ]);
  });

  it('is told beside a field that is meant for something else', () => {
    expect(
      wrong({ nodes: { web: { runs: { tags: {} } } } }).map((text) => text.replace(/^.*\[/, '[')),
    ).toEqual(['[field-missing]', '[field-unknown]']);
  });

  it.each([
    [{ mesh: undefined }, 'application "shop": "mesh" is missing; add it [field-missing]'],
    [{ nodes: { web: {} } }, 'node "web": "runs" is missing; add it [field-missing]'],
    [
      { nodes: { web: { runs: {} } } },
      'node "web" > runs: "source" or "image" is missing; add it [field-missing]',
    ],
    [
      { services: { web: { routes: { all: {} } } } },
      'service "web" > route "all": "targets" is missing; add it [field-missing]',
    ],
    [{ gateways: { in: { routes: {} } } }, 'gateway "in": "listener" is missing; add it [field-missing]'],
    [
      { nodes: { web: aNode({ listeners: [http(3000, { health: {} as never })] }) } },
      'node "web" > listener 3000 > health check: "path" is missing; add it [field-missing]',
    ],
  ])('is named: %j', (parts, text) => {
    expect(wrong(parts)).toEqual([text]);
  });
});

it('takes an optional field that is undefined for one that is absent', () => {
  expect(wrong({ gateways: undefined, nodes: { web: { ...aNode(), backends: undefined } } })).toEqual([]);
});
