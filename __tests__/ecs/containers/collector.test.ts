import { COLLECTOR_PORTS, otelCollector } from '../../../lib/ecs/containers/collector';
import { TASK_REGION } from '../../../lib/ecs/containers/task-values';

it('takes spans with the image’s own configuration, and the task lives on without it', () => {
  expect(otelCollector({ behindProxy: false })).toEqual({
    name: 'otel-collector',
    image: { foreign: 'otelCollector' },
    essential: false,
    linuxParameters: { capabilities: { add: [], drop: ['ALL'] } },
    cpu: 32,
    memoryReservation: 256,
    command: ['--config=/etc/ecs/ecs-default-config.yaml'],
    environment: { AWS_REGION: TASK_REGION },
    healthCheck: { command: ['CMD', '/healthcheck'], interval: 5, timeout: 3, retries: 3, startPeriod: 10 },
    logConfiguration: { logDriver: 'awslogs' },
  });
});

it('runs as Envoy’s user behind the proxy, so that it reaches AWS before Envoy is up', () => {
  expect(otelCollector({ behindProxy: true }).user).toBe('1337');
  expect(otelCollector({ behindProxy: false })).not.toHaveProperty('user');
});

it('holds the ports of X-Ray, of OpenTelemetry and of its own health', () => {
  expect(COLLECTOR_PORTS).toEqual([2000, 4317, 4318, 13_133]);
});
