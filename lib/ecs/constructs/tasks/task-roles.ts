/** The two roles of a task: that of its containers, and that with which ECS starts them. */
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { roleName } from '../../../mesh/account-names';
import { outsidePoliciesOf } from '../../../mesh/runs/outside-policies';
import { addedRights, existingRoles } from '../../../mesh/runs/rights';
import type { Ref } from '../../../mesh/surroundings/reference';
import { ecrRepositoryArn, ecsArn } from '../../arn';
import type { Outputs } from '../placement';
import { referenceId, type References } from '../references';
import { Role } from '../role';
import type { EcsTaskProps } from '../task';
import { policyDocument, type Statement } from './policy-document';
import { mountStatements } from './file-systems';
import { EXECUTE_COMMAND, executionStatements, statementOf } from './task-statements';

export interface TaskRoles {
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;
  /** A start must wait for these, see {@link Role.policies}. */
  readonly policies: readonly ITerraformDependable[];
  readonly outputs: Outputs;
}

export function taskRoles(scope: Construct, props: EcsTaskProps, logGroupArn: string): TaskRoles {
  const { place, machine } = props;
  const { references } = place;
  const repositories = [...new Set([...props.repositoryArns, ...repositoriesOf(props)])];
  const execution = executionStatements(logGroupArn, repositories);
  const needed = [
    ...props.taskStatements,
    ...(machine.enableExecuteCommand ? [EXECUTE_COMMAND] : []),
    ...mountStatements(props.volumes ?? {}, place),
  ];
  const existing = existingRoles(machine.rights);
  if (existing)
    return {
      taskRoleArn: references.find(existing.taskRole, 'role'),
      executionRoleArn: references.find(existing.executionRole, 'role'),
      policies: [],
      outputs: neededRights(props.name, needed, execution),
    };
  const { statements = [], managed = [] } = addedRights(machine.rights);
  const task = addRole(scope, props, {
    use: 'task',
    description: `What the containers of ${props.name} may do`,
    statements: [...needed, ...statements.map((one) => statementOf(one, references))],
  });
  for (const ref of managed) attach(task, ref, references);
  const starting = addRole(scope, props, {
    use: 'execution',
    description: `What ECS may do to start ${props.name}`,
    statements: execution,
  });
  return {
    taskRoleArn: task.arn,
    executionRoleArn: starting.arn,
    policies: [...task.policies, ...starting.policies],
    outputs: {},
  };
}

interface RoleParts {
  readonly use: 'task' | 'execution';
  readonly description: string;
  readonly statements: readonly Statement[];
}

function addRole(
  scope: Construct,
  { place, name, machine }: EcsTaskProps,
  { use, ...parts }: RoleParts,
): Role {
  const { boundary, path } = addedRights(machine.rights);
  return new Role(scope, use, {
    ...parts,
    name: roleName(place.application, name, use),
    service: 'ecs-tasks.amazonaws.com',
    accountId: place.accountId,
    // ECS sends neither cluster nor task in this condition
    // (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html).
    sourceArn: ecsArn(place, '*'),
    outsidePolicies: outsidePoliciesOf(place.application, { runner: name, use }),
    ...(boundary !== undefined && { boundaryArn: place.references.find(boundary, 'policy') }),
    ...(path !== undefined && { path }),
  });
}

/** The end of its address is the policy's own name. */
function attach(role: Role, ref: Ref, references: References): void {
  const id = typeof ref === 'string' ? referenceId(ref.replace(/^.*\//, '')) : referenceId(ref);
  const isTaken = role.node.tryFindChild(id) !== undefined;
  role.attach(isTaken ? referenceId(ref) : id, references.find(ref, 'policy'));
}

/** What roles that exist must allow, as policies in JSON: this project does not write to them. */
function neededRights(name: string, task: readonly Statement[], execution: readonly Statement[]): Outputs {
  return {
    ...(task.length > 0 && {
      needed_task_rights: {
        value: policyDocument(task),
        description: `Policy that the task role of ${name} needs`,
      },
    }),
    needed_execution_rights: {
      value: policyDocument(execution),
      description: `Policy that the execution role of ${name} needs`,
    },
  };
}

/** Repositories of images that synth knows: sidecars from a mirror in ECR. */
function repositoriesOf({ content, values }: EcsTaskProps): string[] {
  return content.containers.flatMap(({ image }) => ecrRepositoryArn(values.imageOf(image)) ?? []);
}
