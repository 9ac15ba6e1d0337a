/** Which target carries what runs, as Terraform's states say it. While a switch is under way there are two. Pure. */
import type { TargetName } from '../mesh/target';
import { APPLICATION_CONTAINER } from '../render/ecs/application-container';
import { ENVOY_CONTAINER } from '../sidecars/app-mesh-envoy';
import type { States } from './running';
import type { StateResource } from './state-file';

/** @param states of the stacks of one application. @returns sorted; empty where no service runs */
export function targetsRunning(states: States): TargetName[] {
  const found = [...states.values()].flatMap((resources) =>
    resources
      .filter(({ type }) => type === 'aws_ecs_service')
      .flatMap((service) => targetsOf(service, resources)),
  );
  return [...new Set(found)].sort();
}

/** A node behind a load balancer is called as without a mesh, whatever else is in its tasks. */
function targetsOf(service: StateResource, resources: readonly StateResource[]): TargetName[] {
  const name = service.address.slice('aws_ecs_service.'.length);
  const definition = resources.find(({ address }) => address === `aws_ecs_task_definition.${name}`);
  const containers = containersIn(definition?.instances[0]?.['container_definitions']);
  if (containers.length === 0) return [];
  const envoy = containers.find((container) => container.name === ENVOY_CONTAINER);
  if (envoy === undefined) return ['none'];
  if (envoy.environment?.some((variable) => variable.name === 'APPMESH_RESOURCE_ARN')) return ['app-mesh'];
  return isEntered(service) ? ['envoy', 'none'] : ['envoy'];
}

interface Container {
  readonly name: string;
  readonly environment?: readonly { readonly name: string }[];
}

/** Of what cannot be read nothing is concluded. */
function containersIn(text: unknown): readonly Container[] {
  if (typeof text !== 'string') return [];
  try {
    return JSON.parse(text) as readonly Container[];
  } catch {
    return [];
  }
}

function isEntered({ instances }: StateResource): boolean {
  const joined = instances[0]?.['load_balancer'];
  if (!Array.isArray(joined)) return false;
  return (joined as readonly { readonly container_name?: string }[]).some(
    ({ container_name: container }) => container === APPLICATION_CONTAINER,
  );
}
