/** Strangers at a node behind a load balancer, beside callers of the mesh, whose Envoys are believed. */
import { applicationLoadBalancer, networkLoadBalancer } from '../../../../lib/mesh';
import { renderEnds } from '../../../../lib/targets/envoy';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { request } from '../../../support/http';
import { type Answer, readEcho, type RunningMesh, startMesh } from './running-mesh';

const shop = aMesh({
  nodes: {
    caller: aNode({ listeners: [], backends: ['alb'] }),
    alb: aNode({ loadBalancer: applicationLoadBalancer(80) }),
    nlb: aNode({ loadBalancer: networkLoadBalancer(80) }),
    inside: aNode({ loadBalancer: applicationLoadBalancer(80, { internal: true }) }),
    'seen-through': aNode({ interception: 'transparent', loadBalancer: applicationLoadBalancer(80) }),
  },
  services: { alb: { to: 'alb' } },
}).at({ stage: 'dev' });

/** Takes 300 ms for `/slow`, and says what it reads. */
const answering: Answer = ({ url, headers }, response) => {
  response.setHeader('server', 'nginx/1.25.3');
  setTimeout(() => response.end(JSON.stringify({ name: 'web', url, headers })), url === '/slow' ? 300 : 0);
};

const ID = '11111111-1111-4111-9111-111111111111';
const steering = {
  'x-envoy-upstream-rq-timeout-ms': '50',
  'x-envoy-retry-on': '5xx',
  'x-envoy-max-retries': '9',
  'x-envoy-decorator-operation': 'stolen',
  'x-envoy-peer-metadata': 'eA==',
  'x-envoy-external-address': '198.51.100.1',
  'x-request-id': ID,
  'x-forwarded-for': '10.0.0.1',
};

const STRANGERS = ['alb', 'nlb', 'seen-through'];

describeDataPlane('a node behind a load balancer', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    const names = [...STRANGERS, 'inside'];
    mesh = await startMesh(shop, {
      applications: Object.fromEntries(names.map((name) => [name, () => answering])),
    });
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  const enter = (name: string, path = '/') => {
    const port = renderEnds(shop).find(({ tasks }) => tasks === name)?.port ?? 0;
    return request({ host: mesh.tasks(name)[0]?.address ?? '', port, path, headers: steering });
  };

  it.each(STRANGERS)('takes no header from strangers that steers its Envoy: %s', async (name) => {
    const reply = await enter(name, '/slow');
    expect(reply.status).toBe(200);
    const { headers } = readEcho(reply);
    expect(Object.keys(headers).filter((each) => each.startsWith('x-envoy-'))).toEqual([
      'x-envoy-external-address',
      'x-envoy-expected-rq-timeout-ms',
    ]);
    expect(headers['x-envoy-expected-rq-timeout-ms']).toBe('15000');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-request-id']).not.toBe(ID);
  });

  it.each([
    ['alb', '10.0.0.1'],
    ['seen-through', '10.0.0.1'],
    ['nlb', '127.0.0.1'],
  ])('believes an Application Load Balancer who the client is: %s', async (name, client) => {
    expect(readEcho(await enter(name)).headers['x-envoy-external-address']).toBe(client);
  });

  it.each(STRANGERS)('tells strangers nothing of its Envoy: %s', async (name) => {
    const { headers } = await enter(name);
    expect(Object.keys(headers).filter((each) => /^(server|x-envoy-.*)$/.test(each))).toEqual([]);
  });

  it('keeps the request id of callers in the mesh, and of an internal load balancer', async () => {
    const called = await mesh.call('caller', 'alb', { headers: { 'x-request-id': ID } });
    expect(readEcho(called).headers['x-request-id']).toBe(ID);
    expect(readEcho(await enter('inside')).headers['x-request-id']).toBe(ID);
  });
});
