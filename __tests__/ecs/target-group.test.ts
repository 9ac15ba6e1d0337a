/** Target groups in the provider's words. */
import type { LoadBalancerEnd } from '../../lib/ecs/load-balancer-end';
import { renderTargetGroup } from '../../lib/ecs/target-group';
import { minutes, seconds } from '../../lib/mesh';
import type { TargetGroup } from '../../lib/mesh/entry/target-group';
import type { Protocol } from '../../lib/mesh/protocol';

const end: LoadBalancerEnd = {
  loadBalancer: 'public',
  destination: 'web',
  group: 'web',
  tasks: 'web',
  containerName: 'app',
  port: 3000,
  protocol: 'http',
  health: { path: '/health' },
};
const refs = { name: 'dev-web', vpcId: 'vpc-0a1b2c3d', deregistrationSeconds: 30 };
const ofApplication = (targetGroup?: TargetGroup, changes: Partial<LoadBalancerEnd> = {}) =>
  renderTargetGroup(
    { kind: 'application', ...(targetGroup && { targetGroup }) },
    { ...end, ...changes },
    refs,
  );
const ofNetwork = (targetGroup?: TargetGroup, changes: Partial<LoadBalancerEnd> = {}) =>
  renderTargetGroup({ kind: 'network', ...(targetGroup && { targetGroup }) }, { ...end, ...changes }, refs);

it('checks every 10 s, and believes two answers', () => {
  expect(ofApplication()).toEqual({
    name: 'dev-web',
    port: 3000,
    protocol: 'HTTP',
    targetType: 'ip',
    vpcId: 'vpc-0a1b2c3d',
    deregistrationDelay: '30',
    healthCheck: {
      port: 'traffic-port',
      path: '/health',
      protocol: 'HTTP',
      matcher: '200',
      interval: 10,
      timeout: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 2,
    },
  });
});

it.each<[Protocol, string | undefined, string]>([
  ['http', undefined, '200'],
  ['http2', 'HTTP2', '200'],
  ['grpc', 'GRPC', '0'],
])('speaks %s to tasks', (protocol, version, matcher) => {
  const group = ofApplication(undefined, { protocol });
  expect([group.protocolVersion, group.healthCheck?.matcher]).toEqual([version, matcher]);
});

it('passes TCP on with the client’s address, whatever is spoken', () => {
  const group = ofNetwork(undefined, { protocol: 'grpc', health: {} });
  expect(group).toMatchObject({ protocol: 'TCP', preserveClientIp: 'true' });
  expect(group.protocolVersion).toBeUndefined();
  expect(group.healthCheck).toMatchObject({ port: 'traffic-port', protocol: 'TCP' });
  expect(group.healthCheck).not.toHaveProperty('path');
});

it('takes the user’s codes before those of the target, and these before 200', () => {
  const health = { port: 15_002, path: '/', matcher: '200-499' };
  const matcherOf = (codes?: string) =>
    ofApplication({ healthCheck: { ...(codes !== undefined && { codes }) } }, { health }).healthCheck;
  expect(matcherOf()).toMatchObject({ port: '15002', matcher: '200-499' });
  expect(matcherOf('204')).toMatchObject({ matcher: '204' });
});

it('has the settings of the user in seconds', () => {
  expect(
    ofApplication({
      deregistrationDelay: minutes(2),
      slowStart: seconds(45),
      algorithm: 'least_outstanding_requests',
      healthCheck: { interval: seconds(30), timeout: seconds(9), healthyThreshold: 3, unhealthyThreshold: 4 },
    }),
  ).toMatchObject({
    deregistrationDelay: '120',
    slowStart: 45,
    loadBalancingAlgorithmType: 'least_outstanding_requests',
    healthCheck: { interval: 30, timeout: 9, healthyThreshold: 3, unhealthyThreshold: 4 },
  });
});

it('keeps a client at its task by a cookie of its own, by the application’s, or by the address', () => {
  expect(ofApplication({ stickiness: { duration: minutes(5) } }).stickiness).toEqual({
    type: 'lb_cookie',
    cookieDuration: 300,
  });
  expect(ofApplication({ stickiness: { duration: minutes(5), cookie: 'cart' } }).stickiness).toEqual({
    type: 'app_cookie',
    cookieDuration: 300,
    cookieName: 'cart',
  });
  expect(ofNetwork({ stickiness: { by: 'sourceIp' } }).stickiness).toEqual({ type: 'source_ip' });
});
