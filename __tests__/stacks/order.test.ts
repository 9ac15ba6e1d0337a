/** In what order things come and go: AWS needs it, and a double that runs nothing would not notice. */
import { applicationLoadBalancer } from '../../lib/mesh/entry/load-balancer';
import { http } from '../../lib/mesh/listener';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';
import {
  addresses,
  block,
  resourcesOf,
  type Stack,
  synthApplications,
  synthColorTeller,
} from '../support/synth';

const teller = synthColorTeller().stack('dev-color-teller');
const shop = (parts: MeshParts): Stack => synthApplications([aMesh(parts)]).stack('dev-shop');
const nameOf = (stack: Stack, address: string): string => String(block(stack, address)['name']);

describe('an ECS service', () => {
  it('of a node waits for the permissions of its tasks, and for the way out that pulls their images', () => {
    expect(block(teller, 'aws_ecs_service.red')['depends_on']).toEqual([
      'aws_vpc_security_group_egress_rule.red_to_internet_443',
      'aws_iam_role_policy.red_task',
      'aws_iam_role_policy.red_execution',
    ]);
  });

  it('of a gateway waits for the listener too, since ECS refuses a target group that no load balancer uses', () => {
    expect(block(teller, 'aws_ecs_service.ingress')['depends_on']).toEqual([
      'aws_lb_listener.ingress_http',
      'aws_vpc_security_group_egress_rule.ingress_to_internet_443',
      'aws_vpc_security_group_ingress_rule.ingress_from_ingress_lb_8080',
      'aws_vpc_security_group_egress_rule.ingress_lb_to_ingress_8080',
      'aws_vpc_security_group_ingress_rule.ingress_from_ingress_lb_9901',
      'aws_vpc_security_group_egress_rule.ingress_lb_to_ingress_9901',
      'aws_vpc_security_group_ingress_rule.client_from_ingress_3000',
      'aws_vpc_security_group_egress_rule.ingress_to_client_3000',
      'aws_iam_role_policy.ingress_task',
      'aws_iam_role_policy.ingress_execution',
    ]);
  });

  it('of a caller waits for its call paths, so that they are open from its first call until its last', () => {
    const ways = ['blue', 'red'].flatMap((node) => [
      `aws_vpc_security_group_ingress_rule.${node}_from_client_3000`,
      `aws_vpc_security_group_egress_rule.client_to_${node}_3000`,
    ]);
    expect(block(teller, 'aws_ecs_service.client')['depends_on']).toEqual(expect.arrayContaining(ways));
  });

  it('waits for both listeners where there is HTTPS', () => {
    const certificateArn = 'arn:aws:acm:us-west-2:123456789012:certificate/0b1c';
    const loadBalancer = applicationLoadBalancer(80, { certificateArn });
    const secured = shop({ gateways: { ingress: aGateway({ loadBalancer }) } });
    expect(block(secured, 'aws_ecs_service.ingress')['depends_on']).toEqual(
      expect.arrayContaining(['aws_lb_listener.ingress_http', 'aws_lb_listener.ingress_https']),
    );
  });

  it('gives a gateway’s task a minute before the load balancer’s checks count', () => {
    expect(block(teller, 'aws_ecs_service.ingress')).toMatchObject({ health_check_grace_period_seconds: 60 });
    expect(block(teller, 'aws_ecs_service.red')).not.toHaveProperty('health_check_grace_period_seconds');
  });
});

describe('two services that call each other', () => {
  const both = shop({
    nodes: { web: aNode({ backends: ['api', 'web'] }), api: aNode({ backends: ['web'] }) },
    services: { web: { to: 'web' }, api: { to: 'api' } },
    gateways: { ingress: aGateway() },
  });

  it('are backends by name, since Terraform could not order two nodes that refer to each other', () => {
    expect(block(both, 'aws_appmesh_virtual_node.api')).toMatchObject({
      spec: { backend: [{ virtual_service: { virtual_service_name: 'web.shop.local' } }] },
    });
    expect(block(both, 'aws_appmesh_virtual_node.web')).toMatchObject({
      spec: {
        backend: [
          { virtual_service: { virtual_service_name: 'api.shop.local' } },
          { virtual_service: { virtual_service_name: 'web.shop.local' } },
        ],
      },
    });
  });

  it('leave no circle of references anywhere in the stack', () => {
    expect(circleIn(both)).toEqual([]);
    expect(circleIn(teller)).toEqual([]);
  });

  it('would leave one if backends were references, and it would be seen', () => {
    const waiting = (other: string) => ({ spec: `\${aws_appmesh_virtual_node.${other}.arn}` });
    const terraform = {
      ...both.terraform,
      resource: { aws_appmesh_virtual_node: { api: waiting('web'), web: waiting('api') } },
    };
    expect(circleIn({ ...both, terraform })).toEqual([
      'aws_appmesh_virtual_node.api',
      'aws_appmesh_virtual_node.web',
    ]);
  });
});

describe('what is left behind, and what is not', () => {
  it('a Cloud Map service goes with the addresses in it, since ECS takes its tasks out late', () => {
    const services = resourcesOf(teller, 'aws_service_discovery_service');
    expect(Object.keys(services).sort()).toEqual([
      'blue',
      'client',
      'client-service',
      'color-service',
      'red',
    ]);
    for (const service of Object.values(services)) {
      expect(service).toMatchObject({
        force_destroy: true,
        health_check_custom_config: { failure_threshold: 1 },
      });
    }
  });

  it('an old task definition stays, so that ECS can roll back to it', () => {
    for (const definition of Object.values(resourcesOf(teller, 'aws_ecs_task_definition'))) {
      expect(definition).toMatchObject({ skip_destroy: true });
    }
  });
});

describe('what is in use while it is replaced or removed', () => {
  it('is followed by its successor before it goes: groups and their rules, names, and what a route may lead to', () => {
    const leavesLast = Object.entries(teller.terraform.resource ?? {}).flatMap(([type, blocks]) =>
      Object.values(blocks).some((body) => JSON.stringify(body).includes('"create_before_destroy":true'))
        ? [type]
        : [],
    );
    expect(leavesLast).toEqual([
      'aws_appmesh_virtual_node',
      'aws_appmesh_virtual_service',
      'aws_ecs_service',
      'aws_ecs_task_definition',
      'aws_lb_target_group',
      'aws_security_group',
      'aws_service_discovery_instance',
      'aws_service_discovery_service',
      'aws_vpc_security_group_egress_rule',
      'aws_vpc_security_group_ingress_rule',
    ]);
  });

  it('has a name known at synth: the stage first, last a hash of what replaces it', () => {
    expect(nameOf(teller, 'aws_security_group.red')).toMatch(/^dev-color-teller-red-[a-z0-9]{5}$/);
    expect(nameOf(teller, 'aws_lb_target_group.ingress')).toMatch(/^dev-color-teller-ingress-[a-z0-9]{5}$/);
  });

  const gateway = (port: number): MeshParts => ({
    gateways: { ingress: aGateway({ listener: http(port) }) },
  });
  const before = shop(gateway(8080));

  it.each<[string, MeshParts]>([
    [
      'the health of the gateway',
      { gateways: { ingress: aGateway({ listener: http(8080, { health: '/' }) }) } },
    ],
    [
      'the port of the load balancer',
      { gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(81) }) } },
    ],
    ['the retention of logs', { ...gateway(8080), logs: { retentionDays: 30 } }],
    ['the number of zones', { ...gateway(8080), network: { zones: 3 } }],
  ])('keeps it where nothing is replaced: %s', (_, parts) => {
    const after = shop(parts);
    for (const address of [
      'aws_security_group.ingress',
      'aws_security_group.web',
      'aws_lb_target_group.ingress',
    ])
      expect(nameOf(after, address)).toBe(nameOf(before, address));
  });

  it('gets another where the gateway’s port moves: that replaces the target group, and no security group', () => {
    const after = shop(gateway(9080));
    expect(nameOf(after, 'aws_lb_target_group.ingress')).not.toBe(
      nameOf(before, 'aws_lb_target_group.ingress'),
    );
    expect(nameOf(after, 'aws_security_group.ingress')).toBe(nameOf(before, 'aws_security_group.ingress'));
  });

  it('gets another where the network’s block moves: that replaces the VPC and all that is bound to it', () => {
    const after = shop({ ...gateway(8080), network: { cidr: '10.1.0.0/16' } });
    for (const address of [
      'aws_security_group.ingress',
      'aws_security_group.web',
      'aws_lb_target_group.ingress',
    ])
      expect(nameOf(after, address)).not.toBe(nameOf(before, address));
  });
});

/** The addresses that can never be reached in order, because each waits for another of them. */
function circleIn(stack: Stack): string[] {
  let open = addresses(stack).map((address) => ({
    address,
    waitsFor: addresses(stack).filter(
      (other) => other !== address && refersTo(JSON.stringify(block(stack, address)), other),
    ),
  }));
  for (let count = -1; count !== open.length;) {
    count = open.length;
    const left = new Set(open.map(({ address }) => address));
    open = open.filter(({ waitsFor }) => waitsFor.some((other) => left.has(other)));
  }
  return open.map(({ address }) => address);
}

/** `aws_iam_role.red`, but not `aws_iam_role.red_task`; metadata holds paths, no addresses. */
function refersTo(json: string, address: string): boolean {
  return new RegExp(`${address.replaceAll('.', '\\.')}(?![\\w-])`).test(json);
}
