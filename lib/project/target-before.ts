/** `MESH_TARGET_BEFORE`: whether there is a first step from that target to the next one. */
import type { Settings } from './settings';
import type { Problem } from '../mesh/checks/problem';
import { circlesOf } from '../mesh/calls/circles';
import type { MeshApplication } from '../mesh/application';
import { callsOf } from '../mesh/lookup';
import { partsOf } from '../mesh/stack-parts';
import type { TargetName } from '../targets';
import { firstStepOf, needsCalleesFirst } from '../targets/switch';
import { switchUnknown, switchUnordered, targetBeforeSame } from './problems';

/** One problem for the whole project. */
export function validateSwitch({
  target,
  targetBefore: before,
}: Pick<Settings, 'target' | 'targetBefore'>): Problem[] {
  if (before === undefined || firstStepOf(before, target)) return [];
  return [before === target ? targetBeforeSame(target) : switchUnknown(before, target)];
}

/**
 * On a switch from `app-mesh` new tasks call only new tasks, so callers must be deployed after their callees. Terraform
 * has that order within one stack; nodes that call each other in a circle have no order.
 */
export function validateSwitchOrder(application: MeshApplication, before: TargetName | undefined): Problem[] {
  if (before === undefined || !needsCalleesFirst(before)) return [];
  if (partsOf(application).length > 1) return [switchUnordered('its nodes stand in several stacks')];
  const calls = callsOf(application).filter(({ from, to }) => from !== to);
  const isCircle = circlesOf(calls);
  const [first] = calls.filter(({ from, to }) => isCircle(from, to));
  return first === undefined
    ? []
    : [switchUnordered(`"${first.from}" and "${first.to}" are in one circle of calls`)];
}
