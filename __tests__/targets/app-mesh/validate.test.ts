/** What App Mesh, its Envoy image and Fargate refuse or lose, of an application that is sound in itself. */
import { http, seconds } from '../../../lib/mesh';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { validateApplication } from '../../../lib/mesh/validate';
import { validateForAppMesh } from '../../../lib/targets/app-mesh';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const problems = (parts: MeshParts) => {
  const application = aMesh(parts).at({ stage: 'dev' });
  expect(validateApplication(application)).toEqual([]);
  // The nodes here say nothing of their health, which has a test of its own.
  return validateForAppMesh(application).filter(({ code }) => code !== 'slow-start');
};
const texts = (parts: MeshParts) => problems(parts).map(formatProblem);

it('takes an application that is sound', () => {
  expect(texts({ gateways: { ingress: aGateway() } })).toEqual([]);
});

describe('memory', () => {
  const node = (containerMemoryMiB: number, parts: MeshParts = {}) =>
    texts({ ...parts, nodes: { web: aNode({ runs: { memoryMiB: 512, containerMemoryMiB } }) } });

  it('of a task holds the application and Envoy: 384 + 128 are 512', () => {
    expect(node(384)).toEqual([]);
    expect(node(385)).toEqual([
      'node "web" > runs: the containers need more memory (MiB) than the task\'s 512: app 385, envoy 128, got 513; raise memoryMiB or lower containerMemoryMiB [container-memory]',
    ]);
  });

  it('of a traced task holds the daemon too: 128 + 128 + 256 are 512', () => {
    const errors = (memory: number) =>
      node(memory, { tracing: {} }).filter((text) => text.startsWith('node'));
    expect(errors(128)).toEqual([]);
    expect(errors(129)).toEqual([
      'node "web" > runs: the containers need more memory (MiB) than the task\'s 512: app 129, envoy 128, xray-daemon 256, got 513; raise memoryMiB or lower containerMemoryMiB [container-memory]',
    ]);
  });

  it('of a gateway is Envoy’s: 512, and 768 with the daemon', () => {
    const gateways = { ingress: aGateway({ runs: { cpu: 256, memoryMiB: 512 } }) };
    expect(texts({ gateways })).toEqual([]);
    expect(texts({ gateways, tracing: {} })[0]).toBe(
      'gateway "ingress" > runs: the containers need more memory (MiB) than the task\'s 512: envoy 512, xray-daemon 256, got 768; raise memoryMiB [container-memory]',
    );
  });
});

describe('a gateway', () => {
  it.each(['/aws-appmesh', '/aws-appmesh/x', '/aws-app-mesh', '/aws-app-mesh-2/'])(
    'cannot match %s',
    (prefix) => {
      const routes = { all: { service: 'web', match: { prefix } } };
      expect(texts({ gateways: { ingress: aGateway({ routes }) } })).toEqual([
        `gateway "ingress" > route "all": App Mesh keeps prefixes that start with "/aws-appmesh" or "/aws-app-mesh" to itself, got "${prefix}"; use another prefix [prefix-reserved]`,
      ]);
    },
  );

  it.each(['/aws', '/aws-app', '/api/aws-appmesh'])('can match %s', (prefix) => {
    const routes = { all: { service: 'web', match: { prefix } } };
    expect(texts({ gateways: { ingress: aGateway({ routes }) } })).toEqual([]);
  });

  it.each([
    ['timeout', { timeout: { idle: seconds(60) } }],
    [
      'outlier detection',
      {
        outlierDetection: {
          maxServerErrors: 5,
          interval: seconds(1),
          baseEjectionDuration: seconds(1),
          maxEjectionPercent: 10,
        },
      },
    ],
  ])('has no %s on its listener', (feature, options) => {
    expect(texts({ gateways: { ingress: aGateway({ listener: http(8080, options) }) } })).toEqual([
      `app-mesh: gateway "ingress" > listener 8080: target app-mesh has no ${feature} on a gateway's listener; set it on the node and its route [unsupported]`,
    ]);
  });
});

describe('a task definition', () => {
  const bytes = (variable: number) =>
    problems({ nodes: { web: aNode({ runs: { environment: { BIG: 'ü'.repeat(variable) } } }) } });

  it('has at most 65,536 bytes, which are not characters', () => {
    const [tooLarge] = bytes(40_000);
    const rest = Number(tooLarge?.got) - 80_000;
    const fits = Math.floor((65_536 - rest) / 2);
    expect(bytes(fits)).toEqual([]);
    expect(bytes(fits + 1).map(({ code }) => code)).toEqual(['task-definition-size']);
  });
});

describe('fifteen listeners', () => {
  const listening = (count: number) => {
    const listeners = Array.from({ length: count }, (_, index) => http(3000 + index));
    return texts({ nodes: { web: aNode({ listeners }) } });
  };

  it('are the most that the platform intercepts; it would drop the rest in silence', () => {
    expect(listening(15)).toEqual([]);
    expect(listening(16)).toEqual([
      'app-mesh: node "web": target app-mesh has no more than 15 intercepted ports in a task; split the node [unsupported]',
    ]);
  });
});

describe('a long time per request', () => {
  const route = (perRequest: number, listener?: number) =>
    problems({
      nodes: {
        web: aNode({
          listeners: [
            http(3000, listener === undefined ? {} : { timeout: { perRequest: seconds(listener) } }),
          ],
        }),
      },
      services: {
        web: { routes: { default: { targets: { web: 100 }, timeout: { perRequest: seconds(perRequest) } } } },
      },
    });

  it.each<[number, number | undefined]>([
    [15, undefined],
    [1, undefined],
    [60, 60],
    [60, 61],
  ])('on the route (%d s) reaches the answer where the listener says %s', (perRequest, listener) => {
    expect(route(perRequest, listener)).toEqual([]);
  });

  it.each<[number, number | undefined, string]>([
    [16, undefined, '16 s'],
    [60, 59, '60 s'],
  ])(
    'on the route (%d s) is cut short where the listener says %s: a warning',
    (perRequest, listener, got) => {
      const found = route(perRequest, listener);
      expect(found.map(({ severity }) => severity)).toEqual(['warning']);
      expect(found.map(formatProblem)).toEqual([
        `service "web" > route "default" > timeout: the Envoy of node "web" ends the request before the route does, got "${got}"; set the same perRequest timeout on the node's listener [timeout-cut-short]`,
      ]);
    },
  );
});

it('traces for X-Ray where OpenTelemetry is asked for: a warning, since services read another header', () => {
  expect(problems({ tracing: { tracer: 'opentelemetry' } })).toContainEqual(
    expect.objectContaining({ code: 'tracer-replaced', severity: 'warning' }),
  );
});

it('samples health checks like requests: a warning, since the application asked for traces', () => {
  expect(problems({ tracing: {} })).toEqual([
    expect.objectContaining({ code: 'traced-health-checks', severity: 'warning' }),
  ]);
});
