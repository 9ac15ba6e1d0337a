import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { minutes, seconds } from '../../../lib/mesh/duration';
import {
  applicationLoadBalancer,
  type ApplicationLoadBalancerOptions,
  type LoadBalancer,
  networkLoadBalancer,
} from '../../../lib/mesh/entry/load-balancer';
import { http, http2, type Listener } from '../../../lib/mesh/listener';
import type { Timeout } from '../../../lib/mesh/traffic/timeout';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';
import { resourcesOf, type Stack, synthApplications } from '../../support/synth';

const certificateArn = 'arn:aws:acm:us-west-2:123456789012:certificate/0b1c';
const shop = (port: number, options: ApplicationLoadBalancerOptions = {}): Stack =>
  synthApplications([
    aMesh({ gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(port, options) }) } }),
  ]).stack('dev-shop');

describe('a load balancer', () => {
  it.each<[number, ApplicationLoadBalancerOptions, string, string[]]>([
    [80, {}, 'http://HOST', ['HTTP 80']],
    [8080, {}, 'http://HOST:8080', ['HTTP 8080']],
    [443, {}, 'http://HOST:443', ['HTTP 443']],
    [80, { certificateArn }, 'https://HOST', ['HTTP 80', 'HTTPS 443']],
    [80, { certificateArn, httpsPort: 8443 }, 'https://HOST:8443', ['HTTP 80', 'HTTPS 8443']],
    [80, { httpsPort: 8443 }, 'http://HOST', ['HTTP 80']],
  ])('on port %i with %j answers at %s', (port, options, url, listeners) => {
    const stack = shop(port, options);
    expect(stack.terraform.output?.['url']?.['value']).toBe(
      url.replace('HOST', '${aws_lb.ingress.dns_name}'),
    );
    expect(
      Object.values(resourcesOf(stack, 'aws_lb_listener')).map(
        (listener) => `${String(listener['protocol'])} ${String(listener['port'])}`,
      ),
    ).toEqual(listeners);
  });

  it('keeps the client’s address where it does not say who the client is', () => {
    const kept = (loadBalancer: LoadBalancer) =>
      resourcesOf(
        synthApplications([aMesh({ gateways: { ingress: aGateway({ loadBalancer }) } })]).stack('dev-shop'),
        'aws_lb_target_group',
      )['ingress']?.['preserve_client_ip'];
    expect(kept(networkLoadBalancer(80))).toBe('true');
    expect(kept(applicationLoadBalancer(80))).toBeUndefined();
  });

  it('is what a gateway’s tasks let in, whose ever address it keeps', () => {
    const stack = synthApplications([
      aMesh({ gateways: { ingress: aGateway({ loadBalancer: networkLoadBalancer(80) }) } }),
    ]).stack('dev-shop');
    const rules = resourcesOf(stack, 'aws_vpc_security_group_ingress_rule');
    const ofTasks = Object.entries(rules).filter(([name]) => name.startsWith('ingress_from_'));
    expect(ofTasks.map(([, rule]) => [rule['from_port'], rule['cidr_ipv4']])).not.toEqual([]);
    for (const [, rule] of ofTasks)
      expect(rule).toMatchObject({ referenced_security_group_id: '${aws_security_group.ingress_lb.id}' });
  });

  it('opens to the internet the ports that it listens on, and no other', () => {
    const doors = (stack: Stack): string[] =>
      Object.keys(resourcesOf(stack, 'aws_vpc_security_group_ingress_rule')).filter((name) =>
        name.includes('internet'),
      );
    expect(doors(shop(8080))).toEqual(['ingress_lb_from_internet_8080']);
    expect(doors(shop(80, { certificateArn }))).toEqual([
      'ingress_lb_from_internet_443',
      'ingress_lb_from_internet_80',
    ]);
  });
});

describe('the idle timeout', () => {
  const slow = (timeout: Timeout, loadBalancer: LoadBalancer): MeshParts => ({
    nodes: { web: aNode({ listeners: [http(3000, { timeout })] }) },
    services: { web: { routes: { default: { targets: { web: 1 }, timeout } } } },
    gateways: { ingress: aGateway({ loadBalancer }) },
  });
  const synth = (target: string, parts: MeshParts): Stack =>
    synthApplications([aMesh(parts)], { MESH_TARGET: target }).stack('dev-shop');
  const idle = (stack: Stack) => resourcesOf(stack, 'aws_lb')['ingress']?.['idle_timeout'];
  const targets = ['app-mesh', 'envoy', 'none'];

  it.each(targets)(
    'of an Application Load Balancer follows from the longest time behind it: %s',
    (target) => {
      const five = slow({ perRequest: minutes(5) }, applicationLoadBalancer(80));
      expect(idle(synth(target, five))).toBe(305);
      expect(idle(synth(target, { gateways: { ingress: aGateway() } }))).toBeUndefined();
    },
  );

  it.each(targets)('of a Network Load Balancer is its listener’s: %s', (target) => {
    const ten = synth(target, slow({ perRequest: minutes(10) }, networkLoadBalancer(80)));
    expect(ten.json).toHaveResourceWithProperties(LbListener, { tcp_idle_timeout_seconds: 605 });
    expect(idle(ten)).toBeUndefined();
    const usual = synth(target, {
      gateways: { ingress: aGateway({ loadBalancer: networkLoadBalancer(80) }) },
    });
    expect(usual.json).not.toContain('tcp_idle_timeout_seconds');
  });

  it.each([
    ['app-mesh', 3590],
    ['envoy', 4000],
  ])('is below the time after which the gateway’s Envoy closes: %s', (target, expected) => {
    expect(idle(synth(target, slow({ perRequest: seconds(4000) }, applicationLoadBalancer(80))))).toBe(
      expected,
    );
  });
});

describe('a network load balancer', () => {
  const passing = (port: number, target?: string): Stack =>
    synthApplications(
      [aMesh({ gateways: { ingress: aGateway({ loadBalancer: networkLoadBalancer(port) }) } })],
      target === undefined ? {} : { MESH_TARGET: target },
    ).stack('dev-shop');

  it('has its security group from the first day, since it takes none later, and reaches tasks of all zones', () => {
    expect(passing(80).json).toHaveResourceWithProperties(Lb, {
      load_balancer_type: 'network',
      security_groups: ['${aws_security_group.ingress_lb.id}'],
      enable_cross_zone_load_balancing: true,
    });
  });

  it('passes TCP on', () => {
    expect(passing(80).json).toHaveResourceWithProperties(LbListener, { port: 80, protocol: 'TCP' });
    expect(passing(80).json).toHaveResourceWithProperties(LbTargetGroup, { port: 8080, protocol: 'TCP' });
  });

  it.each([
    ['app-mesh', { protocol: 'HTTP', port: '9901', path: '/ready', matcher: '200' }],
    ['none', { protocol: 'HTTP', port: 'traffic-port', path: '/', matcher: '200-499' }],
  ])('asks over HTTP who is ready, since an open port proves less: target %s', (target, check) => {
    expect(passing(80, target).json).toHaveResourceWithProperties(LbTargetGroup, {
      health_check: expect.objectContaining(check) as unknown,
    });
  });

  it.each([
    [80, 'http://HOST'],
    [9000, 'http://HOST:9000'],
  ])('on port %i answers at %s', (port, url) => {
    expect(passing(port).terraform.output?.['url']?.['value']).toBe(
      url.replace('HOST', '${aws_lb.ingress.dns_name}'),
    );
  });

  it('has another target group than an application load balancer, so that both stand while one follows the other', () => {
    const name = (stack: Stack) => resourcesOf(stack, 'aws_lb_target_group')['ingress']?.['name'];
    expect(name(passing(80))).not.toBe(name(shop(80)));
  });
});

describe('right before a node', () => {
  const health = (listener: Listener) => {
    const stack = synthApplications(
      [
        aMesh({
          nodes: { web: aNode({ listeners: [listener] }) },
          gateways: { ingress: aGateway({ loadBalancer: networkLoadBalancer(80) }) },
        }),
      ],
      { MESH_TARGET: 'none' },
    ).stack('dev-shop');
    return resourcesOf(stack, 'aws_lb_target_group')['ingress']?.['health_check'];
  };
  const times = {
    interval: 10,
    timeout: 5,
    healthy_threshold: 2,
    unhealthy_threshold: 2,
    port: 'traffic-port',
  };

  it('asks for its path', () => {
    expect(health(http(3000, { health: '/health' }))).toEqual({
      ...times,
      protocol: 'HTTP',
      path: '/health',
      matcher: '200',
    });
  });

  // A load balancer asks in HTTP/1.1, which such a node does not speak.
  it('of HTTP/2 finds an open port enough', () => {
    expect(health(http2(3000, { health: '/health' }))).toEqual({ ...times, protocol: 'TCP' });
  });
});
