/**
 * The first step of a switch of targets. In which order AWS is asked for it is shown with the real
 * Terraform in `../deploy/long/switching.test.ts`.
 */
import { applicationLoadBalancer, http, urlOf } from '../../lib/mesh';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';
import {
  addresses,
  block,
  containerOf,
  environmentOf,
  type Stack,
  synthApplications,
  synthColorTeller,
} from '../support/synth';

const stack = 'dev-color-teller';
const teller = (settings: Record<string, string>) => synthColorTeller(settings).stack(stack);
const none = teller({ MESH_TARGET: 'none' });
const envoy = teller({ MESH_TARGET: 'envoy' });
const first = teller({ MESH_TARGET: 'envoy', MESH_TARGET_BEFORE: 'none' });

const shop = (parts: MeshParts): Stack =>
  synthApplications([aMesh(parts)], { MESH_TARGET: 'envoy', MESH_TARGET_BEFORE: 'none' }).stack('dev-shop');

describe('the first step of a switch between none and envoy', () => {
  it('is the same both ways, so either target can follow it', () => {
    const back = synthColorTeller({ MESH_TARGET: 'none', MESH_TARGET_BEFORE: 'envoy' }).stack(stack);
    expect(JSON.stringify(back)).toBe(JSON.stringify(first));
  });

  it('says in every stack of the application between which targets it is, and no other step does', () => {
    const value = ['envoy', 'none'];
    expect(first.terraform.output?.['switching_between']).toMatchObject({ value });
    for (const each of [none, envoy]) expect(each.terraform.output).not.toHaveProperty('switching_between');
    const fromAppMesh = teller({ MESH_TARGET: 'envoy', MESH_TARGET_BEFORE: 'app-mesh' });
    expect(fromAppMesh.terraform.output?.['switching_between']).toMatchObject({
      value: ['app-mesh', 'envoy'],
    });
    const split = synthApplications(
      [aMesh({ nodes: { web: aNode() }, stacks: { platform: [], web: ['web'] } })],
      {
        MESH_TARGET: 'envoy',
        MESH_TARGET_BEFORE: 'none',
      },
    );
    for (const name of ['dev-shop-platform', 'dev-shop-web'])
      expect(split.stack(name).terraform.output?.['switching_between']).toMatchObject({ value });
    expect(split.stack('dev-shop-network').terraform.output).not.toHaveProperty('switching_between');
  });

  it('has all that either target has, and the way by which a load balancer will ask the Envoy of a node', () => {
    const either = new Set([...addresses(none), ...addresses(envoy)]);
    expect(addresses(first).filter((address) => !either.has(address))).toEqual([
      'aws_vpc_security_group_egress_rule.ingress_lb_to_client_15002',
      'aws_vpc_security_group_ingress_rule.client_from_ingress_lb_15002',
    ]);
    expect([...either].filter((address) => !addresses(first).includes(address))).toEqual([]);
  });

  it('leaves gateways, and nodes that call no other, as they are on envoy, so the second step replaces no task of theirs', () => {
    for (const name of ['ingress', 'red', 'blue'])
      expect(block(first, `aws_ecs_task_definition.${name}`)).toEqual(
        block(envoy, `aws_ecs_task_definition.${name}`),
      );
    expect(block(first, 'aws_security_group.ingress_ways')['name']).toBe(
      block(envoy, 'aws_security_group.ingress_ways')['name'],
    );
  });

  it('puts an Envoy beside an application that still calls others as without a mesh', () => {
    expect(environmentOf(containerOf(first, 'client', 'app'))['COLOR_BACKEND']).toBe(
      environmentOf(containerOf(none, 'client', 'app'))['COLOR_BACKEND'],
    );
    expect(environmentOf(containerOf(envoy, 'client', 'app'))['COLOR_BACKEND']).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+$/,
    );
    expect(bootstrapText(first, 'client')).toBe(bootstrapText(envoy, 'client'));
  });

  it('has gateway and node behind the load balancer, with a question that both answer', () => {
    expect(block(first, 'aws_lb_listener.ingress_http')['default_action']).toEqual(
      block(none, 'aws_lb_listener.ingress_http')['default_action'],
    );
    for (const name of ['client', 'ingress'])
      expect(block(first, `aws_ecs_service.${name}`)['load_balancer']).toMatchObject([
        { target_group_arn: '${aws_lb_target_group.ingress.arn}' },
      ]);
    expect(block(first, 'aws_lb_target_group.ingress')['health_check']).toMatchObject({
      port: 'traffic-port',
      path: '/health',
      matcher: '200-499',
    });
  });

  it('is over when the old tasks have gone; the second step does not wait', () => {
    for (const name of ['red', 'blue', 'client', 'ingress']) {
      const { wait_for_steady_state, timeouts } = block(first, `aws_ecs_service.${name}`);
      expect({ wait_for_steady_state, timeouts }).toEqual({
        wait_for_steady_state: true,
        timeouts: { create: '40m', update: '40m' },
      });
      expect(block(envoy, `aws_ecs_service.${name}`)).not.toHaveProperty('wait_for_steady_state');
    }
  });

  it('lets a transparent node dial others past its Envoy, which takes in what comes', () => {
    const stack = shop({
      nodes: {
        web: aNode({
          interception: 'transparent',
          backends: ['api'],
          runs: { source: 'web', environment: { API: urlOf('api') } },
        }),
        api: aNode({ listeners: [http(4000)] }),
      },
      services: { web: { to: 'web' }, api: { to: 'api' } },
    });
    expect(environmentOf(containerOf(stack, 'web', 'app'))['API']).toBe('http://api.shop.local:4000');
    expect(block(stack, 'aws_ecs_task_definition.web')['proxy_configuration']).toMatchObject({
      properties: { AppPorts: '3000', EgressIgnoredPorts: '4000' },
    });
  });

  it('has the Envoy of a node answer the path by which the load balancer asks gateways', () => {
    const stack = shop({
      nodes: { web: aNode() },
      services: { web: { to: 'web' } },
      gateways: {
        ingress: aGateway({
          listener: http(8080, { health: '/edge' }),
          loadBalancer: applicationLoadBalancer(80),
        }),
      },
    });
    expect(bootstrapText(stack, 'web')).toContain('"/edge"');
  });
});

describe('the first step of a switch from app-mesh to envoy', () => {
  const meshed = teller({ MESH_TARGET: 'app-mesh' });
  const left = teller({ MESH_TARGET: 'envoy', MESH_TARGET_BEFORE: 'app-mesh' });

  it('has all that either target has, and nothing else', () => {
    expect([...addresses(left)].sort()).toEqual(
      [...new Set([...addresses(meshed), ...addresses(envoy)])].sort(),
    );
  });

  it('runs the tasks of envoy, so that the second step replaces none', () => {
    for (const name of ['ingress', 'red', 'blue', 'client'])
      expect(block(left, `aws_ecs_task_definition.${name}`)).toEqual(
        block(envoy, `aws_ecs_task_definition.${name}`),
      );
    for (const name of ['ingress_ways', 'client_ways'])
      expect(block(left, `aws_security_group.${name}`)['name']).toBe(
        block(envoy, `aws_security_group.${name}`)['name'],
      );
  });

  it('lets tasks of before read their configuration, and register as before', () => {
    const { policy } = block(left, 'aws_iam_role_policy.red_task');
    expect(policy).toEqual(block(meshed, 'aws_iam_role_policy.red_task')['policy']);
    const text = (stack: Stack) => JSON.stringify(block(stack, 'aws_appmesh_virtual_node.red')['spec']);
    expect(text(left)).toBe(text(meshed).replace('${aws_service_discovery_service.red.name}', 'red'));
  });
});

/** The value of `--config-yaml`. */
function bootstrapText(stack: Stack, name: string): string {
  const { container_definitions: text } = block(stack, `aws_ecs_task_definition.${name}`);
  const containers = JSON.parse(String(text)) as { name: string; command?: string[] }[];
  const command = containers.find((each) => each.name === 'envoy')?.command ?? [];
  return command[command.indexOf('--config-yaml') + 1] ?? '';
}
