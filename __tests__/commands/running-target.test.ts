/** Which target runs, read from states as synth's own JSON would leave them. */
import { targetsRunning } from '../../lib/commands/running-target';
import { readState } from '../../lib/commands/state-file';
import { resourcesOf, synthColorTeller } from '../support/synth';

const stack = 'dev-color-teller';

/** Each resource of the JSON with the values that it declares, without those that Terraform leaves out. */
function states(settings: Record<string, string>, without: readonly string[] = []) {
  const json = synthColorTeller(settings).stack(stack);
  const resources = ['aws_ecs_service', 'aws_ecs_task_definition'].flatMap((type) =>
    Object.entries(resourcesOf(json, type))
      .filter(([name]) => !without.includes(name))
      .map(([name, attributes]) => ({ mode: 'managed', type, name, instances: [{ attributes }] })),
  );
  return new Map([[stack, readState(JSON.stringify({ version: 4, resources }), stack)]]);
}

describe('which target runs', () => {
  it.each(['app-mesh', 'envoy', 'none'])('is %s', (target) => {
    expect(targetsRunning(states({ MESH_TARGET: target }))).toEqual([target]);
  });

  const first = { MESH_TARGET: 'envoy', MESH_TARGET_BEFORE: 'none' };
  it('is two in the first step of a switch, gateways or not: a node is right behind the load balancer', () => {
    expect(targetsRunning(states(first))).toEqual(['envoy', 'none']);
    expect(targetsRunning(states(first, ['ingress']))).toEqual(['envoy', 'none']);
  });

  it('is none of them where nothing runs', () => {
    expect(targetsRunning(new Map([[stack, []]]))).toEqual([]);
  });
});
