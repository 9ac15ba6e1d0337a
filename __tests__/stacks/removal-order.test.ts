/**
 * What makes Terraform take nothing from tasks that still run and use it. That it does is shown with the real Terraform in
 * `../deploy/long/removal.test.ts`.
 */
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

const shop = (parts: MeshParts, target: string, name = 'dev-shop'): Stack =>
  synthApplications([aMesh(parts)], { MESH_TARGET: target, MESH_ACCEPT: 'loss-split' }).stack(name);

const split = (...versions: readonly string[]): MeshParts => ({
  nodes: {
    web: aNode({ backends: ['api'] }),
    ...Object.fromEntries(versions.map((version) => [version, aNode()])),
  },
  services: {
    web: { to: 'web' },
    api: { routes: { default: { targets: Object.fromEntries(versions.map((version) => [version, 50])) } } },
  },
  gateways: { ingress: aGateway() },
});

const dependsOn = (stack: Stack, address: string) => block(stack, address)['depends_on'];
const leavesLast = (stack: Stack) =>
  Object.entries(resourcesOf(stack, 'aws_ecs_service'))
    .filter(
      ([, { lifecycle }]) =>
        (lifecycle as { create_before_destroy?: boolean } | undefined)?.create_before_destroy,
    )
    .map(([name]) => name)
    .sort();
const groupsOf = (stack: Stack, service: string) =>
  (block(stack, `aws_ecs_service.${service}`)['network_configuration'] as { security_groups: string[] })
    .security_groups;
const waysOf = (stack: Stack, service: string) => block(stack, `aws_security_group.${service}_ways`);

describe('a node that callers rely on, where their tasks hold their routes', () => {
  const before = shop(split('v5', 'v6'), 'envoy');

  it('stays until a group may go that the tasks of callers hold', () => {
    expect(groupsOf(before, 'web')).toEqual([
      '${aws_security_group.web.id}',
      '${aws_security_group.web_ways.id}',
    ]);
    expect(dependsOn(before, 'aws_security_group.web_ways')).toEqual(
      expect.arrayContaining(['aws_ecs_service.v5', 'aws_ecs_service.v6']),
    );
    expect(waysOf(before, 'web')).toMatchObject({
      description: 'Without rules: while tasks of web hold it, what they rely on stays',
      lifecycle: { create_before_destroy: true },
      timeouts: { delete: '40m' },
    });
  });

  it('stays with the rules that let them pass', () => {
    const rules = ['v5', 'v6'].flatMap((node) =>
      [15002, 23000].flatMap((port) => [
        `aws_vpc_security_group_ingress_rule.${node}_from_web_${port}`,
        `aws_vpc_security_group_egress_rule.web_to_${node}_${port}`,
      ]),
    );
    expect(dependsOn(before, 'aws_security_group.web_ways')).toEqual(expect.arrayContaining(rules));
  });

  it('says in the state that it goes after what depends on it', () => {
    expect(leavesLast(before)).toEqual(['v5', 'v6', 'web']);
  });

  it('gives its callers another group when it goes, and none when a weight moves', () => {
    const name = (stack: Stack) => waysOf(stack, 'web')['name'];
    expect(name(shop(split('v5'), 'envoy'))).not.toBe(name(before));
    const moved = shop(
      {
        ...split('v5', 'v6'),
        services: { web: { to: 'web' }, api: { routes: { default: { targets: { v5: 100, v6: 0 } } } } },
      },
      'envoy',
    );
    expect(name(moved)).toBe(name(before));
    expect(waysOf(moved, 'web')).toEqual(waysOf(before, 'web'));
  });

  it('is not there for a node that calls no other and is behind no load balancer', () => {
    expect(addresses(before).filter((address) => address.endsWith('_ways'))).toEqual([
      'aws_security_group.ingress_ways',
      'aws_security_group.web_ways',
    ]);
    expect(groupsOf(before, 'v5')).toEqual(['${aws_security_group.v5.id}']);
  });

  it('delays no first deployment: no service waits for steady tasks', () => {
    for (const service of Object.values(resourcesOf(before, 'aws_ecs_service')))
      expect(service).not.toHaveProperty('wait_for_steady_state');
  });

  it('has no such order in a circle of callers, which Terraform would refuse', () => {
    const pair = shop(
      {
        nodes: { web: aNode({ backends: ['api'] }), api: aNode({ backends: ['web'] }) },
        services: { web: { to: 'web' }, api: { to: 'api' } },
        gateways: { ingress: aGateway() },
      },
      'envoy',
    );
    const services = (name: string) =>
      (dependsOn(pair, `aws_security_group.${name}_ways`) as string[]).filter((each) =>
        /^aws_ecs_service/.test(each),
      );
    expect([services('web'), services('api'), services('ingress')]).toEqual([
      [],
      [],
      ['aws_ecs_service.web'],
    ]);
  });

  it('refers to nothing of another stack, where deploy refuses instead', () => {
    const parts = { ...split('v5', 'v6'), stacks: { platform: [], api: ['v5', 'v6'], web: ['web'] } };
    expect(addresses(shop(parts, 'envoy', 'dev-shop-web'))).not.toContain('aws_security_group.web_ways');
    const platform = dependsOn(shop(parts, 'envoy', 'dev-shop-platform'), 'aws_security_group.ingress_ways');
    expect((platform as string[]).filter((each) => /^aws_ecs_service/.test(each))).toEqual([]);
  });

  it('without a mesh is the one that answers', () => {
    const plain = shop(split('v5', 'v6'), 'none');
    expect(leavesLast(plain)).toEqual(['v5']);
    expect(dependsOn(plain, 'aws_security_group.web_ways')).toEqual(
      expect.arrayContaining(['aws_ecs_service.v5']),
    );
  });
});

describe('a node that routes of App Mesh lead to', () => {
  const meshed = shop(split('v5', 'v6'), 'app-mesh');

  it('goes, and the rules that lead to it, after the route has left it', () => {
    expect(dependsOn(meshed, 'aws_appmesh_route.api_default')).toEqual(
      ['v5', 'v6'].flatMap((node) => [
        `aws_ecs_service.${node}`,
        `aws_vpc_security_group_ingress_rule.${node}_from_web_3000`,
        `aws_vpc_security_group_egress_rule.web_to_${node}_3000`,
      ]),
    );
    expect(leavesLast(meshed)).toEqual(['v5', 'v6', 'web']);
  });

  it('makes no caller start anew: App Mesh tells running tasks', () => {
    expect(addresses(meshed).filter((address) => address.endsWith('_ways'))).toEqual([]);
  });
});

describe('a name in the zone', () => {
  it('stays until who is found under it, or dials it, has been told', () => {
    const meshed = shop(split('v5', 'v6'), 'app-mesh');
    for (const type of ['aws_service_discovery_service', 'aws_service_discovery_instance'])
      for (const name of Object.values(resourcesOf(meshed, type)))
        expect(name).toMatchObject({ lifecycle: { create_before_destroy: true } });
    expect(dependsOn(meshed, 'aws_ecs_service.web')).toEqual(
      expect.arrayContaining(['aws_service_discovery_instance.api']),
    );
    const node = shop(
      { ...split('api'), nodes: { web: aNode({ backends: ['api'] }), api: aNode() } },
      'app-mesh',
    );
    expect(dependsOn(node, 'aws_ecs_service.web')).toEqual(
      expect.arrayContaining(['aws_service_discovery_service.api']),
    );
  });

  it('stays until the last task of a transparent caller has gone', () => {
    const web = aNode({ backends: ['api'], interception: 'transparent' });
    const transparent = shop({ ...split('v5'), nodes: { web, v5: aNode() } }, 'envoy');
    expect(dependsOn(transparent, 'aws_security_group.web_ways')).toEqual(
      expect.arrayContaining(['aws_service_discovery_instance.api']),
    );
  });
});

describe('the target group of a gateway whose port moves', () => {
  const group = (stack: Stack) => block(stack, 'aws_lb_target_group.ingress');

  it('stays: a listener would lead to another one before a task is in it', () => {
    const on = (port: number) => shop({ gateways: { ingress: aGateway({ listener: http(port) }) } }, 'envoy');
    const ignored = expect.arrayContaining(['name', 'port']) as string[];
    expect(group(on(8080))).toMatchObject({ lifecycle: { ignore_changes: ignored } });
    const changes = Object.entries(group(on(9080))).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(group(on(8080))[field]),
    );
    expect(changes.map(([field]) => field)).toEqual(['name', 'port']);
  });

  it('asks each task of a node on the port of that task', () => {
    const plain = synthColorTeller({ MESH_TARGET: 'none' }).stack('dev-color-teller');
    expect(group(plain)).toMatchObject({ health_check: { port: 'traffic-port' } });
  });
});
