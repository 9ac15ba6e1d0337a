/** Reports a host that only a plan knows and that a compressed bootstrap would hold: Terraform cannot put it there. */
import { ENVOY_CONTAINER } from '../../ecs/containers/envoy-container';
import { BOOTSTRAP_VARIABLE } from '../../ecs/containers/packed-bootstrap';
import type { TaskContent } from '../../ecs/task-definition';
import type { MeshApplication } from '../../mesh/application';
import type { Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import { hostText, unknownHostsIn } from '../../mesh/surroundings/external-host';

export interface BootstrapInTask {
  readonly text: string;
  readonly task: TaskContent;
}

/** @param where the node or gateway whose Envoy it is, in the user's words */
export function validateHosts(
  { externals }: Pick<MeshApplication, 'externals'>,
  { text, task }: BootstrapInTask,
  where: string,
): Problem[] {
  const envoy = task.containers.find(({ name }) => name === ENVOY_CONTAINER);
  if (envoy?.environment?.[BOOTSTRAP_VARIABLE] === undefined) return [];
  return unknownHostsIn(text, externals).map(({ name, host }) =>
    problems.externalHostCompressed(where, name, hostText(host)),
  );
}
