import { http, urlOf } from '../../../lib/mesh';
import { lookupIn } from '../../../lib/mesh/lookup';
import type { TaskContent } from '../../../lib/ecs/task-definition';
import { renderGatewayTask, renderNodeTask } from '../../../lib/targets/envoy';
import { gateCheck } from '../../../lib/ecs/containers/first-answer';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

function taskOf(parts: MeshParts, name = 'web'): TaskContent {
  const application = aMesh(parts).at({ stage: 'dev' });
  const gateway = application.gateways.find((each) => each.name === name);
  return gateway
    ? renderGatewayTask(application, gateway)
    : renderNodeTask(application, lookupIn(application).node(name));
}
const called = (node: Parameters<typeof aNode>[0]): MeshParts => ({
  nodes: { web: aNode(node) },
  gateways: { ingress: aGateway() },
});
const summary = ({ containers }: TaskContent) =>
  containers.map(({ name, essential, dependsOn = [], portMappings = [] }) => ({
    name,
    essential,
    after: dependsOn.map(({ containerName, condition }) => `${containerName} ${condition}`),
    ports: portMappings.map(({ containerPort }) => containerPort),
  }));

describe("a node's task", () => {
  it('starts Envoy, then the application, then the drain; ECS stops them the other way round', () => {
    expect(summary(taskOf({}))).toEqual([
      { name: 'app', essential: true, after: ['envoy HEALTHY'], ports: [3000] },
      { name: 'envoy', essential: true, after: [], ports: [23_000, 15_002] },
      { name: 'drain', essential: false, after: ['app START'], ports: [] },
    ]);
  });

  it('stops within the 120 seconds that ECS gives all containers together', () => {
    const stops = taskOf({}).containers.map(({ stopTimeout = 30 }) => stopTimeout);
    expect(stops).toEqual([30, 10, 40]);
  });

  describe('of a node that others call', () => {
    const drainOf = (parts: MeshParts) => taskOf(parts).containers.find(({ name }) => name === 'drain');

    it('is not healthy to ECS before its application answers: the drain is essential and has a check', () => {
      const drain = drainOf(called({}));
      expect(drain).toMatchObject({ essential: true, healthCheck: gateCheck() });
      expect(drain?.command?.[0]).toContain('GET /ready HTTP/1.1');
      expect(drain?.command?.[0]).toContain('/dev/tcp/127.0.0.1/15002');
    });

    it('with a check of its own keeps to that one', () => {
      const runs = { healthCheck: { command: ['true'] } };
      const drain = drainOf(called({ runs }));
      expect(drain?.essential).toBe(false);
      expect(drain).not.toHaveProperty('healthCheck');
    });

    it('is asked for the ports alone that are called, where it has others', () => {
      const parts = called({ listeners: [http(3000), http(9000)] });
      const { containers } = taskOf(parts);
      const script = drainOf(parts)?.command?.[0] ?? '';
      expect(script).toContain('GET /called HTTP/1.1');
      expect(script).toContain('for port in 3000;');
      const config = containers.find(({ name }) => name === 'envoy')?.command?.at(-1) ?? '';
      expect(config).toContain(
        '"string_match":{"exact":"/called"}}],"cluster_min_healthy_percentages":{"cds_ingress_dev-shop_web_http_3000":{"value":100}}',
      );
    });
  });

  it('of a node that no node calls has no such check, and neither has a gateway', () => {
    const drains = [taskOf({}), taskOf(called({}), 'ingress')].flatMap(({ containers }) =>
      containers.filter(({ name }) => name === 'drain'),
    );
    expect(drains.map(({ essential, healthCheck }) => [essential, healthCheck])).toEqual([
      [false, undefined],
      [false, undefined],
    ]);
  });

  it('needs no help of the platform', () => {
    expect(taskOf({})).not.toHaveProperty('proxyConfiguration');
  });

  it('of a worker has no drain, because no node calls it', () => {
    const parts = { nodes: { web: aNode(), jobs: aNode({ listeners: [], backends: ['web'] }) } };
    expect(summary(taskOf(parts, 'jobs')).map(({ name }) => name)).toEqual(['app', 'envoy']);
  });

  it('tells the application the loopback ports of its backends', () => {
    const runs = { environment: { WEB: urlOf('web', { path: '/v1' }) } };
    const [app] = taskOf({ nodes: { web: aNode({ backends: ['web'], runs }) } }).containers;
    expect(app?.environment).toEqual({ PORT: '3000', WEB: 'http://127.0.0.1:12825/v1' });
  });
});

describe('a task that the platform leads traffic through', () => {
  const parts = {
    nodes: { web: aNode({ listeners: [http(3000), http(9000)], interception: 'transparent' as const }) },
    tracing: {},
  };

  it('says so to ECS, with every port of the application and Envoy’s user', () => {
    expect(taskOf(parts).proxyConfiguration).toEqual({
      type: 'APPMESH',
      containerName: 'envoy',
      properties: {
        AppPorts: '3000,9000',
        EgressIgnoredIPs: '169.254.170.2,169.254.169.254',
        IgnoredUID: '1337',
        ProxyEgressPort: '15001',
        ProxyIngressPort: '15000',
      },
    });
  });

  it('runs all that must pass Envoy by as Envoy’s user', () => {
    expect(taskOf(parts).containers.map(({ name, user }) => [name, user])).toEqual([
      ['app', '1000'],
      ['envoy', '1337'],
      ['drain', '1337'],
      ['xray-daemon', '1337'],
    ]);
  });

  it('keeps only the health port for itself', () => {
    expect(summary(taskOf(parts))[1]?.ports).toEqual([15_002]);
  });
});

describe("a gateway's task", () => {
  it('is Envoy, and a drain that stops before it', () => {
    expect(summary(taskOf({ gateways: { ingress: aGateway() } }, 'ingress'))).toEqual([
      { name: 'envoy', essential: true, after: [], ports: [8080, 15_002] },
      { name: 'drain', essential: false, after: ['envoy HEALTHY'], ports: [] },
    ]);
  });
});
