import { formatProblem } from '../../lib/mesh/checks/problem';
import type { TargetName } from '../../lib/targets';
import { validateSwitch, validateSwitchOrder } from '../../lib/project/target-before';
import { aMesh, aNode } from '../../lib/testing';

const said = (targetBefore: TargetName | undefined, target: TargetName) =>
  validateSwitch({ target, targetBefore }).map(formatProblem);

describe('MESH_TARGET_BEFORE', () => {
  it('has a first step between none and envoy', () => {
    expect([
      ...said('none', 'envoy'),
      ...said('envoy', 'none'),
      ...said(undefined, 'envoy'),
      ...said('app-mesh', 'envoy'),
    ]).toEqual([]);
  });

  it('is another target than the one that comes', () => {
    expect(said('envoy', 'envoy')).toEqual([
      'setting MESH_TARGET_BEFORE: must not be what MESH_TARGET is, got "envoy"; set MESH_TARGET to the target that comes, or unset MESH_TARGET_BEFORE for the second step [target-before-same]',
    ]);
  });

  it('has none to what has ended', () => {
    expect(said('none', 'app-mesh')).toEqual([
      'setting MESH_TARGET_BEFORE: on the way to app-mesh there is no step in which both targets run, got "none"; unset it; the switch is one plan then, and requests fail while tasks are replaced [target-before]',
    ]);
  });
});

describe('a switch from app-mesh, where new tasks call new tasks', () => {
  const shop = (api: { readonly backends?: string[] }) =>
    aMesh({
      nodes: { web: aNode({ backends: ['api'] }), api: aNode(api) },
      services: { web: { to: 'web' }, api: { to: 'api' } },
    }).at({ stage: 'dev' });
  const found = (api: { readonly backends?: string[] }, before: TargetName) =>
    validateSwitchOrder(shop(api), before).map(({ what }) => what);

  it('has an order but in a circle', () => {
    expect(found({}, 'app-mesh')).toEqual([]);
    expect(found({ backends: ['web'] }, 'app-mesh')).toEqual([
      'new tasks can call only new tasks, and "web" and "api" are in one circle of calls, so Terraform has no such order',
    ]);
  });

  it('needs none between none and envoy', () => {
    expect(found({ backends: ['web'] }, 'none')).toEqual([]);
  });
});
