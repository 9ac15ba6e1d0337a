/**
 * An empty security group that a task holds while it relies on its call paths, see `CallPaths`. Its name ends in `-ways`.
 * AWS does not delete a group that a network interface holds, and Terraform tries again until AWS does. So what the group
 * depends on stays until the last old task has gone: nodes and rules that are no longer declared are deleted after the
 * tasks were replaced, and a first deployment waits for nothing. `wait_for_steady_state` would wait at every apply, at the
 * first one for images that are not pushed yet. It would also take a deployment that ECS rolled back for one that succeeded.
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
  /** Addresses of what stays until the last task that holds the group has gone. */
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
