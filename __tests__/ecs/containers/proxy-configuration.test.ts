import { proxyConfiguration } from '../../../lib/ecs/containers/proxy-configuration';

it('leads the ports in and everything out through the container, but the addresses of AWS itself', () => {
  expect(proxyConfiguration('envoy', [3000])).toEqual({
    type: 'APPMESH',
    containerName: 'envoy',
    properties: {
      AppPorts: '3000',
      EgressIgnoredIPs: '169.254.170.2,169.254.169.254',
      IgnoredUID: '1337',
      ProxyEgressPort: '15001',
      ProxyIngressPort: '15000',
    },
  });
});

it.each([
  [[3000], '3000'],
  [[9000, 80, 3000], '80,3000,9000'],
  // ECS refuses a task that leads no port in.
  [[], '1'],
])('of ports %j is %j', (ports, text) => {
  expect(proxyConfiguration('envoy', ports).properties['AppPorts']).toBe(text);
});

it('leaves the list it got as it was', () => {
  const ports = [2, 1];
  proxyConfiguration('envoy', ports);
  expect(ports).toEqual([2, 1]);
});
