/**
 * Refuses to replace running resources. Some attributes cannot be changed in place, in ECS or in the provider. Terraform
 * would delete such a resource first, and requests fail until its successor is ready.
 */
import { byText } from '../../mesh/by-key';
import type { Settings } from '../../project/settings';
import type { Problem } from '../../mesh/checks/problem';
import type { PlanJson, ResourceChange } from '../terraform/plan-json';
import { runningReplaced } from './problems';

/** What a replacement does to a running system, and how to make the same change without an interruption. */
export interface Replacement {
  readonly loss: string;
  readonly walk: string;
}

const ANOTHER_APPLICATION =
  'deploy the application under another name or in another stage, lead its callers there, then destroy this one';

/** By type of resource. A resource of any other type is replaced without a loss, or its successor is created first. */
const replacements: Readonly<Record<string, Replacement>> = {
  aws_ecs_service: {
    loss: 'its tasks are stopped first',
    walk: 'declare the node or gateway under another name beside this one, lead its callers there, then take this one out',
  },
  aws_iam_role: {
    loss: 'running tasks lose their rights at once',
    walk: 'undo the change, or declare the node or gateway under another name beside this one, lead its callers there, then take this one out',
  },
  aws_lb: {
    loss: 'its name in DNS goes, and clients reach nothing',
    walk: 'declare a load balancer under another name beside this one, lead clients to it, then take this one out',
  },
  aws_ecr_repository: {
    loss: 'its images are deleted, so no new task starts',
    walk: 'undo the change',
  },
  aws_ecs_cluster: { loss: 'all tasks are stopped first', walk: ANOTHER_APPLICATION },
  aws_service_discovery_private_dns_namespace: {
    loss: 'all names of services go',
    walk: ANOTHER_APPLICATION,
  },
  aws_subnet: { loss: 'the tasks in it are stopped first', walk: ANOTHER_APPLICATION },
  aws_vpc: { loss: 'everything in it goes first', walk: ANOTHER_APPLICATION },
};

/** One problem for each resource, sorted by address. None if the user accepts the interruption. */
export function validateReplaced(
  { resource_changes: changes = [] }: PlanJson,
  stack: string,
  { accept }: Pick<Settings, 'accept'>,
): Problem[] {
  return changes
    .filter(isReplaced)
    .sort(byText(({ address }) => address))
    .flatMap(({ address, type, change }) => {
      const { [type]: replacement } = replacements;
      if (replacement === undefined) return [];
      const causes = (change.replace_paths ?? []).map((path) => path.join('.')).sort();
      return [runningReplaced({ stack, address, causes }, replacement)];
    })
    .filter(({ code }) => !accept.includes(code));
}

const isReplaced = ({ change: { actions } }: ResourceChange): boolean =>
  actions.includes('delete') && actions.includes('create');
