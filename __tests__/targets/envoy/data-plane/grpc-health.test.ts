/** How an Application Load Balancer reads the health of tasks: in gRPC, in HTTP/2 and in HTTP/1.1. */
import { applicationLoadBalancer, grpc, http2 } from '../../../../lib/mesh';
import { renderEnds } from '../../../../lib/targets/envoy';
import { aGateway, aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { requestGrpc, requestHttp2 } from '../../../support/http2';
import { type RunningMesh, startMesh, type Task } from './running-mesh';
import { until } from './until';

const certificateArn =
  'arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef';
const loadBalancer = applicationLoadBalancer(80, { certificateArn });
const shop = aMesh({
  nodes: {
    prices: aNode({ listeners: [grpc(3000)], loadBalancer }),
    pages: aNode({ listeners: [http2(3000)], loadBalancer }),
  },
  services: { prices: { to: 'prices' } },
  gateways: {
    calls: aGateway({ listener: grpc(8080), routes: { all: { service: 'prices' } }, loadBalancer }),
  },
}).at({ stage: 'dev' });

describeDataPlane('the health of a task, as a load balancer asks for it', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    mesh = await startMesh(shop);
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  const taskOf = (name: string): Task => {
    const [task] = mesh.tasks(name);
    if (task === undefined) throw new Error(`${name} runs`);
    return task;
  };
  /** What is rendered into the target group. */
  const checkOf = (name: string) => {
    const found = renderEnds(shop).find(({ tasks }) => tasks === name)?.health;
    if (found?.path === undefined || found.port === undefined) throw new Error(`${name} is checked`);
    return { path: found.path, port: found.port, matcher: found.matcher };
  };
  const statusOf = async (name: string) => {
    const { path, port } = checkOf(name);
    const { headers, trailers } = await requestGrpc({ host: taskOf(name).address, port, path });
    return trailers['grpc-status'] ?? headers['grpc-status'];
  };

  it.each(['prices', 'calls'])(
    'in gRPC is 0, and 14 while the task leaves: %s',
    async (name) => {
      expect(checkOf(name).matcher).toBe('0');
      await expect(statusOf(name)).resolves.toBe('0');
      await taskOf(name).envoy.admin('/healthcheck/fail', 'POST');
      await expect(statusOf(name)).resolves.toBe('14');
      await taskOf(name).restartEnvoy();
      await until('it is back', async () => (await statusOf(name)) === '0');
    },
    30_000,
  );

  it('in HTTP/2 is 200, without an upgrade', async () => {
    const { path, port } = checkOf('pages');
    const { status } = await requestHttp2({
      host: taskOf('pages').address,
      port,
      headers: { ':path': path },
    });
    expect(status).toBe(200);
  });

  it.each(['prices', 'calls'])('in HTTP/1.1 is 200, as others ask it: %s', async (name) => {
    const { status } = await fetch(`http://${taskOf(name).address}:${checkOf(name).port}/ready`);
    expect(status).toBe(200);
  });

  it('in gRPC is 14 when its application ends', async () => {
    await taskOf('prices').stopApplication();
    await until('its Envoy has seen it', async () => (await statusOf('prices')) === '14');
  }, 30_000);
});
