/** Reports nodes whose new tasks ECS calls healthy as soon as their process runs. */
import type { MeshApplication } from '../mesh/application';
import { lookupIn } from '../mesh/lookup';
import { listNames, type Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';

/** @param checked nodes that a load balancer checks before ECS ends their old tasks */
export function validateFirstAnswer(
  application: MeshApplication,
  { target, checked = [] }: { readonly target: string; readonly checked?: readonly string[] },
): Problem[] {
  const { calls } = lookupIn(application);
  const unasked = application.nodes.filter(
    ({ name, runs }) =>
      runs.kind === 'service' &&
      runs.healthCheck === undefined &&
      calls().portsCalled(name).length > 0 &&
      !checked.includes(name),
  );
  return unasked.length === 0 ? [] : [problems.slowStart(target, listNames(unasked.map(({ name }) => name)))];
}
