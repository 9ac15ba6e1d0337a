/** Which target runs, read from states as synth's own JSON would leave them, and from ones that stopped half-way. */
import { targetsRunning } from '../../../lib/commands/switch-target/running-target';
import { readState, type StateResource } from '../../../lib/commands/terraform-state/state-file';
import { resourcesOf, synthColorTeller } from '../../support/synth';

const stack = 'dev-color-teller';
const noSwitch = new Map();

/** Each resource of the JSON with the values that it declares; `task_definition` is the reference to the one beside it. */
function states(settings: Record<string, string>) {
  const json = synthColorTeller(settings).stack(stack);
  const of = (type: string) => Object.entries(resourcesOf(json, type));
  return held([
    ...of('aws_ecs_service').map(([name, attributes]) => managed(`aws_ecs_service.${name}`, attributes)),
    ...of('aws_ecs_task_definition').map(([name, attributes]) =>
      managed(`aws_ecs_task_definition.${name}`, {
        ...attributes,
        arn: `\${aws_ecs_task_definition.${name}.arn}`,
      }),
    ),
  ]);
}

const plain = '[{"name":"app"}]';
const withEnvoy = '[{"name":"app"},{"name":"envoy","command":["--config-yaml","{}"]}]';
const onAppMesh = '[{"name":"app"},{"name":"envoy","environment":[{"name":"APPMESH_RESOURCE_ARN"}]}]';
const mesh = managed('aws_appmesh_mesh.mesh', {});

/** Node `web`: its service runs a revision, and the state holds some. */
function web(revision: number, revisions: Readonly<Record<number, string>>) {
  // A state has the declared revision first, then those that wait to be destroyed.
  const newestFirst = Object.entries(revisions).reverse();
  return [
    managed('aws_ecs_service.web', { task_definition: `arn:web:${revision}` }),
    managed(
      'aws_ecs_task_definition.web',
      ...newestFirst.map(([number, container_definitions]) => ({
        arn: `arn:web:${number}`,
        container_definitions,
      })),
    ),
  ];
}

function managed(address: string, ...instances: readonly object[]) {
  const [type, name] = address.split('.');
  return { mode: 'managed', type, name, instances: instances.map((attributes) => ({ attributes })) };
}

function held(resources: readonly object[]): ReadonlyMap<string, readonly StateResource[]> {
  return new Map([[stack, readState(JSON.stringify({ version: 4, resources }), stack)]]);
}

describe('which target runs', () => {
  it.each(['app-mesh', 'envoy', 'none'])('is %s', (target) => {
    expect(targetsRunning(states({ MESH_TARGET: target }), noSwitch)).toEqual([target]);
  });

  it('is two in the first step of a switch, whose stack says so, whether a load balancer leads to a node or not', () => {
    const first = states({ MESH_TARGET: 'envoy', MESH_TARGET_BEFORE: 'none' });
    expect(targetsRunning(first, new Map([[stack, ['envoy', 'none']]]))).toEqual(['envoy', 'none']);
    expect(targetsRunning(held(web(2, { 2: withEnvoy })), new Map([[stack, ['envoy', 'none']]]))).toEqual([
      'envoy',
      'none',
    ]);
  });

  it('is app-mesh, too, as long as a state holds anything of it', () => {
    expect(targetsRunning(held([...web(2, { 2: withEnvoy }), mesh]), noSwitch)).toEqual([
      'app-mesh',
      'envoy',
    ]);
    const route = managed('aws_appmesh_route.web_default', {});
    expect(targetsRunning(held([...web(2, { 2: withEnvoy }), route]), noSwitch)).toEqual([
      'app-mesh',
      'envoy',
    ]);
  });

  it('is that of the revision which the service has, not of one that is only registered', () => {
    expect(targetsRunning(held(web(1, { 1: plain, 2: withEnvoy })), noSwitch)).toEqual(['none']);
    expect(targetsRunning(held(web(1, { 1: onAppMesh, 2: withEnvoy })), noSwitch)).toEqual(['app-mesh']);
    expect(targetsRunning(held(web(2, { 1: plain, 2: withEnvoy })), noSwitch)).toEqual(['envoy']);
  });

  it('is found for an imported service, too, which names its revision without the ARN', () => {
    const family = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/dev-shop-web';
    const imported = (revision: number) =>
      held([
        managed('aws_ecs_service.web', { task_definition: `dev-shop-web:${revision}` }),
        managed(
          'aws_ecs_task_definition.web',
          { arn: `${family}:3`, container_definitions: withEnvoy },
          { arn: `${family}:2`, container_definitions: plain },
        ),
      ]);
    expect(targetsRunning(imported(3), noSwitch)).toEqual(['envoy']);
    expect(targetsRunning(imported(2), noSwitch)).toEqual(['none']);
    expect(targetsRunning(imported(1), noSwitch)).toEqual(['envoy', 'none']);
  });

  it('counts a revision that no state holds as the target before', () => {
    expect(targetsRunning(held(web(1, { 2: withEnvoy })), noSwitch)).toEqual(['envoy', 'none']);
    expect(targetsRunning(held(web(1, { 2: plain })), noSwitch)).toEqual(['envoy', 'none']);
    expect(targetsRunning(held([...web(1, { 2: withEnvoy }), mesh]), noSwitch)).toEqual([
      'app-mesh',
      'envoy',
    ]);
  });

  it('is none of them where nothing runs', () => {
    expect(targetsRunning(new Map([[stack, []]]), noSwitch)).toEqual([]);
    expect(targetsRunning(held([mesh]), new Map([[stack, ['app-mesh', 'envoy']]]))).toEqual([]);
  });
});
