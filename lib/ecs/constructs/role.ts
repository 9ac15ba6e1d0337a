/** An IAM role that one AWS service assumes for this account. It has one inline policy with exactly what it needs. */
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePoliciesExclusive } from '@cdktf/provider-aws/lib/iam-role-policies-exclusive';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { IamRolePolicyAttachmentsExclusive } from '@cdktf/provider-aws/lib/iam-role-policy-attachments-exclusive';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { policyDocument, type Statement } from './tasks/policy-document';

export type { Statement };

export interface RoleProps {
  readonly name: string;
  readonly description: string;
  readonly statements: readonly Statement[];
  /** The AWS service that may assume it. */
  readonly service: 'ecs-tasks.amazonaws.com' | 'events.amazonaws.com' | 'vpc-flow-logs.amazonaws.com';
  /**
   * The account for which the service may assume it. Without this condition another account could make the service use
   * it.
   */
  readonly accountId: string;
  /** The resources for which the service may assume it: one, or several with a `*` at the end. */
  readonly sourceArn: string;
  /** ARNs of managed policies that another team attaches. */
  readonly outsidePolicies: readonly string[];
  /** ARN of a policy that bounds it. @default - none */
  readonly boundaryArn?: string;
  /** @default '/' */
  readonly path?: string;
}

/**
 * The role owns its policies. If a policy is attached to the role or written into it from outside, the next plan shows it
 * and an apply removes it. By default Terraform would not look at such policies.
 */
export class Role extends Construct {
  readonly arn: string;
  readonly resource: IamRole;

  private readonly statements: Statement[];
  private readonly arns: string[];
  private readonly attachments: IamRolePolicyAttachment[] = [];
  private readonly attached: IamRolePolicyAttachmentsExclusive;
  private readonly inline: IamRolePoliciesExclusive;
  private readonly name: string;
  private policy: IamRolePolicy | undefined;

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const { name, description, statements, outsidePolicies, boundaryArn, path } = props;
    const role = new IamRole(this, 'Role', {
      name,
      description,
      assumeRolePolicy: trustPolicy(props),
      ...(boundaryArn !== undefined && { permissionsBoundary: boundaryArn }),
      ...(path !== undefined && { path }),
      // IAM deletes no role with an attached policy, and this project does not detach policies of others.
      ...(outsidePolicies.length > 0 && { forceDetachPolicies: true }),
    });
    this.arn = role.arn;
    this.resource = role;
    this.name = name;
    this.statements = [...statements];
    this.arns = [...outsidePolicies];
    this.policy = this.addPolicy();
    this.inline = new IamRolePoliciesExclusive(this, 'Policies', {
      roleName: role.name,
      policyNames: this.policyNames,
    });
    this.attached = new IamRolePolicyAttachmentsExclusive(this, 'Attachments', {
      roleName: role.name,
      policyArns: this.arns,
    });
  }

  /** A service must wait for these. A task that starts without its permissions fails or, worse, works only in part. */
  get policies(): readonly TerraformResource[] {
    return [...(this.policy === undefined ? [] : [this.policy]), ...this.attachments];
  }

  private get policyNames(): string[] {
    return this.policy === undefined ? [] : [this.policy.name];
  }

  /** Managed policies that are attached to it. */
  get policyArns(): readonly string[] {
    return this.arns;
  }

  /** Adds rights to those that it was made with. Resources that wait for {@link policies} then wait for these too. */
  grant(statements: readonly Statement[]): void {
    this.statements.push(...statements);
    if (this.policy) this.policy.policy = policyDocument(this.statements);
    else this.policy = this.addPolicy();
    this.inline.policyNames = this.policyNames;
  }

  /** Attaches a managed policy. @param id end of its Terraform address */
  attach(id: string, policyArn: string): IamRolePolicyAttachment {
    const attached = new IamRolePolicyAttachment(new Construct(this, id), 'Attachment', {
      role: this.resource.name,
      policyArn,
    });
    this.attachments.push(attached);
    // Declared as the role's own, so that no apply removes it.
    this.arns.push(attached.policyArn);
    this.attached.policyArns = this.arns;
    return attached;
  }

  /** IAM refuses a policy without statements. */
  private addPolicy(): IamRolePolicy | undefined {
    if (this.statements.length === 0) return undefined;
    return new IamRolePolicy(this, 'Policy', {
      name: this.name,
      role: this.resource.name,
      policy: policyDocument(this.statements),
    });
  }
}

function trustPolicy({ service, accountId, sourceArn }: RoleProps): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': accountId },
          [sourceArn.endsWith('*') ? 'ArnLike' : 'ArnEquals']: { 'aws:SourceArn': sourceArn },
        },
      },
    ],
  });
}
