/** Makes the handles of one application from what stands in its stacks. */
import type { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { Subnet } from '@cdktf/provider-aws/lib/subnet';
import type { TerraformResource } from 'cdktf';
import { Role } from '../ecs/constructs/role';
import type { MeshApplication } from '../mesh/application';
import { MeshError } from '../mesh/checks/problem';
import { ROLE_USES } from '../mesh/runs/outside-policies';
import type { TargetName } from '../targets';
import type { Extended } from './extended';
import type { ExtendedStack } from './extended-stack';
import { handles, placeOfCaller, unknownHandle } from './handles';
import { type Placed, placedOf, type PlacedResources, placedResources } from './placed-resources';
import { handleAbsent } from './problems';
import { roleHandle } from './role-handle';
import { type TaskHandle, taskHandle } from './task-handle';

export interface ExtendedParts {
  readonly application: MeshApplication;
  readonly target: TargetName;
  /** By their names in `extend.ts`, in the order of deployment. */
  readonly stacks: ReadonlyMap<string, ExtendedStack>;
}

export function extendedApplication({ application, target, stacks }: ExtendedParts): Extended {
  const placed = placedResources([...stacks.values()]);
  const named = <T extends TerraformResource>(what: string, type: string) =>
    handles(`this application has no ${what}`, resourcesOf<T>(placed, type));
  const only = <T extends TerraformResource>(what: string, type: string): T => {
    const [first] = resourcesOf<T>(placed, type).values();
    if (first === undefined) throw new MeshError([handleAbsent(placeOfCaller(), what)]);
    return first;
  };
  return {
    application,
    stage: application.stage,
    target,
    stacks: handles('this application has no stack', stacks),
    tasks: handles('this application has no task', tasksOf(placed)),
    services: named('ECS service', 'aws_ecs_service'),
    schedules: named('schedule', 'aws_cloudwatch_event_rule'),
    securityGroups: named('security group', 'aws_security_group'),
    loadBalancers: named('load balancer', 'aws_lb'),
    listeners: named('listener', 'aws_lb_listener'),
    targetGroups: named('target group', 'aws_lb_target_group'),
    buckets: named('bucket', 'aws_s3_bucket'),
    repositories: named('repository', 'aws_ecr_repository'),
    get cluster() {
      return only<Extended['cluster']>('cluster', 'aws_ecs_cluster');
    },
    get namespace() {
      return only<Extended['namespace']>('namespace', 'aws_service_discovery_private_dns_namespace');
    },
    get network() {
      const subnets = [...resourcesOf<Subnet>(placed, 'aws_subnet')];
      const of = (kind: string) =>
        subnets.filter(([name]) => name.startsWith(`${kind}_`)).map(([, one]) => one);
      const vpc = only<Extended['network']['vpc']>('network', 'aws_vpc');
      return { vpc, publicSubnets: of('public'), privateSubnets: of('private') };
    },
    resource: <Resource>({ tfResourceType: type }: { readonly tfResourceType: string }, name: string) => {
      const all = resourcesOf(placed, type);
      const found = all.get(name);
      if (found === undefined) throw unknownHandle(`this application has no ${type}`, name, [...all.keys()]);
      // A cast, since Terraform's type says the class.
      return found as Resource;
    },
  };
}

function resourcesOf<T extends TerraformResource>(placed: PlacedResources, type: string): Map<string, T> {
  return new Map([...placedOf<T>(placed, type)].map(([name, { resource }]) => [name, resource]));
}

function tasksOf(placed: PlacedResources): Map<string, TaskHandle> {
  const definitions = placedOf<EcsTaskDefinition>(placed, 'aws_ecs_task_definition');
  return new Map([...definitions].map(([name, one]) => [name, taskOf(placed, name, one)]));
}

/** Our own task definition has our own log group and roles beside it, under its name. */
function taskOf(placed: PlacedResources, name: string, one: Placed<EcsTaskDefinition>): TaskHandle {
  const { resource: definition, stack } = one;
  const logGroup = placedOf<TaskHandle['logGroup']>(placed, 'aws_cloudwatch_log_group').get(name)?.resource;
  if (logGroup === undefined) throw new Error(`bug: task ${name} has no log group; please report`);
  const users = ['aws_ecs_service', 'aws_cloudwatch_event_target'].flatMap(
    (type) => placedOf(placed, type).get(name)?.resource ?? [],
  );
  const roles = ROLE_USES.flatMap((use) => {
    const role = placedOf<IamRole>(placed, 'aws_iam_role').get(`${name}_${use}`)?.resource.node.scope;
    return role instanceof Role ? [[use, roleHandle(role, users)] as const] : [];
  });
  return taskHandle({ name, stack, definition, logGroup, roles: new Map(roles) });
}
