/** Reads from Terraform's states which target the running services have. During a switch there are two. Pure. */
import { type BuiltName, builtTargets, type TargetName } from '../../targets';
import { likelyBefore } from '../../targets/switch';
import { containersIn, definitionAddress, nodeOf } from './running-nodes';
import type { StateResource, States } from '../terraform-state/state-file';
import type { Switching } from './switch-state';

/**
 * What a first step has begun stays begun until the second one has removed what was before: the stack says so itself, or
 * resources do that no other target has. Their tasks may still run, or ECS may have brought them back.
 *
 * @param states of the stacks of one application
 * @param switching which of them are between two targets
 * @returns sorted; empty where no service runs
 */
export function targetsRunning(states: States, switching: Switching): TargetName[] {
  const resources = [...states.values()].flat();
  if (!resources.some(({ type }) => type === 'aws_ecs_service')) return [];
  const holding = builtTargets()
    .filter(({ traces }) => resources.some(({ type }) => traces.hasResource?.(type)))
    .map(({ name }) => name);
  const found = [...states].flatMap(([stack, own]) => [
    ...(switching.get(stack) ?? []),
    ...own
      .filter(({ type }) => type === 'aws_ecs_service')
      .flatMap((service) => targetsOf(service, own, holding.length > 0 || switching.has(stack))),
  ]);
  return [...new Set([...found, ...holding])].sort();
}

/**
 * The content of a revision that the state does not hold is not known, so it counts as what was before the declared one.
 *
 * @param isTold the states say otherwise what was before
 */
function targetsOf(service: StateResource, own: readonly StateResource[], isTold: boolean): TargetName[] {
  const definition = own.find(({ address }) => address === definitionAddress(nodeOf(service)));
  const [declared] = definition?.instances ?? [];
  const revision = revisionIn(service.instances[0]?.['task_definition']);
  // Terraform keeps the revision before until the service has left it.
  const running = definition?.instances.find(({ arn }) => revisionIn(arn) === revision);
  if (revision !== undefined && running !== undefined) return targetIn(running);
  return targetIn(declared).flatMap((target) => (isTold ? [target] : [target, likelyBefore(target)]));
}

/** `shop-web:3`; an ARN ends in it, and alone it is what a service has that was imported. */
function revisionIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(value.lastIndexOf('/') + 1) : undefined;
}

/** Empty if the containers cannot be read. @param definition an instance of a task definition */
function targetIn(definition: Readonly<Record<string, unknown>> | undefined): BuiltName[] {
  const containers = containersIn(definition?.['container_definitions']);
  if (containers.length === 0) return [];
  return builtTargets()
    .filter(({ traces }) => traces.hasTask(containers))
    .map(({ name }) => name);
}
