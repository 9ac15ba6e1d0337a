import { appMeshGateway, appMeshSidecar } from '../../../lib/ecs/containers/app-mesh-envoy';
import { TASK_RESOURCE_ARN } from '../../../lib/ecs/containers/task-values';

const props = {
  logLevel: 'info',
} as const;

const both = {
  name: 'envoy',
  image: { foreign: 'appMeshEnvoy' },
  essential: true,
  environment: { APPMESH_RESOURCE_ARN: TASK_RESOURCE_ARN, ENVOY_LOG_LEVEL: 'info' },
  healthCheck: {
    command: ['CMD-SHELL', 'curl -s http://localhost:9901/server_info | grep state | grep -q LIVE || exit 1'],
    interval: 5,
    timeout: 2,
    retries: 3,
    startPeriod: 10,
  },
  ulimits: [{ name: 'nofile', softLimit: 15_000, hardLimit: 15_000 }],
  logConfiguration: { logDriver: 'awslogs' },
};

it('beside an application runs as the user whose traffic is not led back to it', () => {
  expect(appMeshSidecar(props)).toEqual({ ...both, memoryReservation: 128, user: '1337' });
});

it('as a gateway listens for the load balancer, which also asks its admin server', () => {
  expect(appMeshGateway({ ...props, port: 8080 })).toEqual({
    ...both,
    memoryReservation: 512,
    portMappings: [
      { containerPort: 8080, protocol: 'tcp' },
      { containerPort: 9901, protocol: 'tcp' },
    ],
  });
});

it('traces the share of the requests that the application says', () => {
  expect(appMeshSidecar({ ...props, tracing: { samplingRate: 0.05 } }).environment).toEqual({
    APPMESH_RESOURCE_ARN: TASK_RESOURCE_ARN,
    ENABLE_ENVOY_XRAY_TRACING: '1',
    ENVOY_LOG_LEVEL: 'info',
    XRAY_SAMPLING_RATE: '0.05',
  });
});
