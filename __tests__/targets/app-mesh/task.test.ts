import { http } from '../../../lib/mesh';
import type { TaskContent } from '../../../lib/ecs/task-definition';
import { renderGatewayTask, renderNodeTask } from '../../../lib/targets/app-mesh';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const tasks = (parts: MeshParts): TaskContent[] => {
  const application = aMesh(parts).at({ stage: 'dev' });
  return [
    ...application.nodes.map((node) => renderNodeTask(application, node)),
    ...application.gateways.map((gateway) => renderGatewayTask(application, gateway)),
  ];
};
const summary = ({ containers, proxyConfiguration }: TaskContent) => ({
  containers: containers.map(({ name, user, essential }) => ({ name, user, essential })),
  ports: proxyConfiguration?.properties['AppPorts'],
});

describe("a node's task", () => {
  it('has the application and its Envoy, which takes the traffic of the listeners', () => {
    expect(tasks({ nodes: { web: aNode({ listeners: [http(9000), http(3000)] }) } }).map(summary)).toEqual([
      {
        containers: [
          { name: 'app', user: '1000', essential: true },
          { name: 'envoy', user: '1337', essential: true },
        ],
        ports: '3000,9000',
      },
    ]);
  });

  it('has the X-Ray daemon with tracing, as the user whose traffic passes by Envoy', () => {
    expect(tasks({ tracing: {} }).map(summary)[0]?.containers[2]).toEqual({
      name: 'xray-daemon',
      user: '1337',
      essential: false,
    });
  });

  it('has a collector with OpenTelemetry, to which Envoy sends what it would send to the daemon', () => {
    const [node] = tasks({ tracing: { samplingRate: 0.5, tracer: 'opentelemetry' } });
    expect(node && summary(node).containers[2]).toEqual({
      name: 'otel-collector',
      user: '1337',
      essential: false,
    });
    expect(node?.containers[1]?.environment).toMatchObject({
      ENABLE_ENVOY_XRAY_TRACING: '1',
      XRAY_SAMPLING_RATE: '0.5',
    });
  });

  it('starts the application when Envoy is healthy', () => {
    expect(tasks({})[0]?.containers[0]?.dependsOn).toEqual([
      { containerName: 'envoy', condition: 'HEALTHY' },
    ]);
  });

  it('waits for nothing else: Envoy and the daemon start at once', () => {
    expect(
      tasks({ tracing: {} })[0]
        ?.containers.slice(1)
        .map(({ dependsOn }) => dependsOn),
    ).toEqual([undefined, undefined]);
  });
});

describe("a gateway's task", () => {
  const [, gateway] = tasks({ gateways: { ingress: aGateway() }, tracing: {} });

  it('is an Envoy, with nothing led through it', () => {
    expect(gateway && summary(gateway)).toEqual({
      containers: [
        { name: 'envoy', user: undefined, essential: true },
        { name: 'xray-daemon', user: undefined, essential: false },
      ],
      ports: undefined,
    });
  });
});
