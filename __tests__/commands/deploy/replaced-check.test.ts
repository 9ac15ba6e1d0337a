/** What runs is not replaced without consent. */
import { validateReplaced } from '../../../lib/commands/deploy/replaced-check';
import type { PlanJson, ResourceChange } from '../../../lib/commands/terraform/plan-json';
import { formatProblem } from '../../../lib/mesh/checks/problem';

const change = (
  address: string,
  actions: readonly string[],
  replace_paths?: readonly (readonly (string | number)[])[],
): ResourceChange => {
  const [type = '', name = ''] = address.split('.');
  return {
    address,
    type,
    name,
    change: { actions, before: {}, after: {}, ...(replace_paths && { replace_paths }) },
  };
};
const plan = (...changes: readonly ResourceChange[]): PlanJson => ({ resource_changes: changes });
const found = (read: PlanJson, accept: readonly string[] = []) =>
  validateReplaced(read, 'dev-shop', { accept }).map(formatProblem);

const REPLACED = ['delete', 'create'];

it('names the attribute that forces it, what is lost, and the way without a loss', () => {
  const paths = [['launch_type'], ['load_balancer', 0, 'target_group_arn']];
  expect(found(plan(change('aws_ecs_service.web', REPLACED, paths)))).toEqual([
    'stack "dev-shop" > aws_ecs_service.web: this apply would replace it because of launch_type, load_balancer.0.target_group_arn: its tasks are stopped first; declare the node or gateway under another name beside this one, lead its callers there, then take this one out; or accept the interruption with MESH_ACCEPT=running-replaced [running-replaced]',
  ]);
});

it('keeps roles of running tasks, whose path IAM cannot change', () => {
  expect(found(plan(change('aws_iam_role.web_task', REPLACED, [['path']])))).toEqual([
    'stack "dev-shop" > aws_iam_role.web_task: this apply would replace it because of path: running tasks lose their rights at once; undo the change, or declare the node or gateway under another name beside this one, lead its callers there, then take this one out; or accept the interruption with MESH_ACCEPT=running-replaced [running-replaced]',
  ]);
});

it('names every resource at once, sorted, in either order of replacement', () => {
  const read = plan(
    change('aws_lb.ingress', ['create', 'delete']),
    change('aws_ecr_repository.backend', REPLACED),
  );
  expect(found(read).map((line) => line.split(':')[0])).toEqual([
    'stack "dev-shop" > aws_ecr_repository.backend',
    'stack "dev-shop" > aws_lb.ingress',
  ]);
});

it.each([
  ['is created', change('aws_ecs_service.web', ['create'])],
  ['is changed in place', change('aws_ecs_service.web', ['update'])],
  ['is destroyed, since the user took it out', change('aws_ecs_service.web', ['delete'])],
  // A revision is never changed: each deployment makes one.
  ['is a revision of a task', change('aws_ecs_task_definition.web', ['create', 'delete'])],
  [
    'is a security group, whose successor comes first',
    change('aws_security_group.web', ['create', 'delete']),
  ],
])('nothing where a resource %s', (_, each) => {
  expect(found(plan(each))).toEqual([]);
});

it('nothing where the user accepts the interruption', () => {
  expect(found(plan(change('aws_ecs_service.web', REPLACED)), ['running-replaced'])).toEqual([]);
});
