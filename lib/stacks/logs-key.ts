/** The key of the log groups of a stack. */
import type { MeshApplication } from '../mesh/application';
import type { TaskPlace } from '../ecs/constructs/task';
import type { MeshStack } from './parts/mesh-stack';

export function logsKeyOf(
  stack: MeshStack,
  { keys }: Pick<MeshApplication, 'keys'>,
): Pick<TaskPlace, 'logsKeyArn'> {
  return keys.logs === undefined ? {} : { logsKeyArn: stack.references.find(keys.logs, 'key') };
}
