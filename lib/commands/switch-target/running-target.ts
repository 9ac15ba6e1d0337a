/** Reads from Terraform's states which target the running services have. During a switch there are two targets. Pure. */
import { type BuiltName, builtTargets, type TargetName } from '../../targets';
import { likelyBefore } from '../../targets/switch';
import { containersIn, definitionAddress, nodeOf } from './running-nodes';
import type { StateResource, States } from '../terraform-state/state-file';
import type { Switching } from './switch-state';

/**
 * A switch that a first step has begun continues until the second step has removed the old target. This is seen from an
 * output of the stack, or from resources that only one target has. Tasks of the old target may still run, or ECS may have
 * rolled back to them.
 *
 * @param states of the stacks of one application
 * @param switching the stacks that are between two targets
 * @returns sorted; empty if no service runs
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
 * If the state does not hold a revision, its content is not known. It then counts as the target before the declared one.
 *
 * @param isTold the states say otherwise which target was before
 */
function targetsOf(service: StateResource, own: readonly StateResource[], isTold: boolean): TargetName[] {
  const definition = own.find(({ address }) => address === definitionAddress(nodeOf(service)));
  const [declared] = definition?.instances ?? [];
  const revision = revisionIn(service.instances[0]?.['task_definition']);
  // Terraform keeps the old revision until the service no longer uses it.
  const running = definition?.instances.find(({ arn }) => revisionIn(arn) === revision);
  if (revision !== undefined && running !== undefined) return targetIn(running);
  return targetIn(declared).flatMap((target) => (isTold ? [target] : [target, likelyBefore(target)]));
}

/** `shop-web:3`: the end of an ARN. A service that was imported has only this text. */
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
