/**
 * An empty security group that a task has while it needs its call paths, see `CallPaths`. Its name ends in `-ways`. AWS
 * does not delete a group that a network interface uses, and Terraform retries until AWS does. So the resources that the
 * group depends on stay until the last old task has ended: nodes and rules that are no longer declared are deleted after
 * the tasks were replaced. A first deployment waits for nothing. The alternative `wait_for_steady_state` would wait at
 * every apply; at the first one, for images that are not pushed yet. It would also accept a deployment that ECS rolled
 * back as a success.
 */
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import { accountName, replaceableName } from '../../mesh/account-names';
import { networkKey } from '../../mesh/surroundings/network';
import { LONGEST_ROLL } from '../service';
import type { CallPaths } from '../call-paths';

export interface CallPathGroupProps {
  readonly application: MeshApplication;
  /** Name of the node or gateway. */
  readonly name: string;
  readonly callPaths: CallPaths;
  readonly vpcId: string;
  /** Addresses of the resources that stay until the last task with the group has ended. */
  readonly outlivedBy: readonly ITerraformDependable[];
}

export class CallPathGroup extends Construct {
  readonly groupId: string;

  constructor(scope: Construct, id: string, props: CallPathGroupProps) {
    super(scope, id);
    const { application, callPaths, vpcId, outlivedBy } = props;
    const name = replaceableName(
      accountName(application, props.name, 'ways'),
      ...callPaths.all,
      networkKey(application.network),
    );
    const group = new SecurityGroup(this, 'Group', {
      name,
      description: `Without rules: while tasks of ${props.name} hold it, what they rely on stays`,
      vpcId,
      tags: { Name: name },
      timeouts: { delete: LONGEST_ROLL },
      dependsOn: [...outlivedBy],
      lifecycle: { createBeforeDestroy: true },
    });
    this.groupId = group.id;
  }
}
