/** Nodes whose new tasks ECS calls healthy as soon as their process runs. */
import type { MeshApplication } from '../mesh/application';
import type { Lookup } from '../mesh/lookup';
import { listNames, type Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';

/** @param checked nodes that something else asks before ECS ends their old tasks */
export function validateFirstAnswer(
  { nodes }: MeshApplication,
  lookup: Lookup,
  { target, checked = [] }: { readonly target: string; readonly checked?: readonly string[] },
): Problem[] {
  const unasked = nodes.filter(
    ({ name, runs }) =>
      runs.kind === 'service' &&
      runs.healthCheck === undefined &&
      lookup.calls().portsCalled(name).length > 0 &&
      !checked.includes(name),
  );
  return unasked.length === 0 ? [] : [problems.slowStart(target, listNames(unasked.map(({ name }) => name)))];
}
