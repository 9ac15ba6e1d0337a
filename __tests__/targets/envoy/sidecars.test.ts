import { lookupIn } from '../../../lib/mesh/lookup';
import type { TaskContent } from '../../../lib/ecs/task-definition';
import { renderGatewayTask, renderNodeTask } from '../../../lib/targets/envoy';
import { envoyHealthCheck } from '../../../lib/ecs/containers/envoy-health-check';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

function taskOf(parts: MeshParts, name = 'web'): TaskContent {
  const application = aMesh(parts).at({ stage: 'dev' });
  const gateway = application.gateways.find((each) => each.name === name);
  return gateway
    ? renderGatewayTask(application, gateway)
    : renderNodeTask(application, lookupIn(application).node(name));
}
describe('a task', () => {
  it('has an Envoy that waits, a minute at most, for what it calls and what does not call it', () => {
    const parts: MeshParts = {
      nodes: {
        web: aNode({ backends: ['leaf', 'peer'] }),
        leaf: aNode(),
        peer: aNode({ backends: ['web'] }),
      },
      services: { web: { to: 'web' }, leaf: { to: 'leaf' }, peer: { to: 'peer' } },
      gateways: { ingress: aGateway() },
    };
    const checkOf = (name: string) =>
      taskOf(parts, name).containers.find((container) => container.name === 'envoy')?.healthCheck;
    expect(checkOf('web')).toEqual(envoyHealthCheck(['cds_egress_dev-shop_leaf_http_3000']));
    expect(checkOf('leaf')).toEqual(envoyHealthCheck([]));
    expect(checkOf('ingress')).toEqual(envoyHealthCheck(['cds_egress_dev-shop_web_http_3000']));
  });

  it('has a collector in its place where the application traces for OpenTelemetry', () => {
    const names = taskOf({ tracing: { tracer: 'opentelemetry' } }).containers.map(({ name }) => name);
    expect(names).toContain('otel-collector');
    expect(names).not.toContain('xray-daemon');
  });

  it('has an X-Ray daemon where the application traces', () => {
    expect(taskOf({ tracing: {} }).containers.map(({ name }) => name)).toContain('xray-daemon');
  });

  it('gives Envoy its bootstrap as text, in which Terraform finds nothing to fill in', () => {
    const parts: MeshParts = {
      nodes: { web: aNode({ backends: ['web'] }) },
      services: { web: { routes: { odd: { match: { prefix: '/${a}%{b}' }, targets: { web: 1 } } } } },
    };
    const envoy = taskOf(parts).containers.find(({ name }) => name === 'envoy');
    const config = envoy?.command?.at(-1) ?? '';
    expect(envoy?.command?.at(-2)).toBe('--config-yaml');
    expect(config).toContain('"prefix":"/$${a}%%{b}"');
    expect(config.replaceAll('$${', '').replaceAll('%%{', '')).not.toMatch(/[$%]\{/);
  });
});
