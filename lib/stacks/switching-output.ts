/** What the state of a stack says while a switch of targets is under way. */
import type { Settings } from '../project/settings';
import type { StackOutput } from './parts/mesh-stack';
import { SWITCHING_OUTPUT, switchingBetween } from '../targets/switch';

/** Empty except in the first step. Terraform writes it before it replaces any task, and removes it in the second step. */
export function switchingOutput({
  target,
  targetBefore,
}: Pick<Settings, 'target' | 'targetBefore'>): Readonly<Record<string, StackOutput>> {
  if (targetBefore === undefined) return {};
  const description = 'Targets that this stack is between: the first step of a switch is applied';
  return { [SWITCHING_OUTPUT]: { value: switchingBetween(targetBefore, target), description } };
}
