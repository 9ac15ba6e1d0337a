/** Who may do what: every action of every role, with the reason, and every rule of every security group. */
import { aGateway, aMesh, aNode } from '../../lib/testing';
import { block, resourcesOf, type Stack, synthApplications, synthColorTeller } from '../support/synth';

const teller = synthColorTeller().stack('dev-color-teller');

interface Policy {
  readonly Version: string;
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
  }[];
}

const policy = (stack: Stack, role: string): Policy =>
  JSON.parse(String(block(stack, `aws_iam_role_policy.${role}`)['policy'])) as Policy;

/** `action resource` of everything that a role may do. */
const grants = (stack: Stack, role: string): string[] =>
  policy(stack, role).Statement.flatMap(({ Effect, Action, Resource }) =>
    Action.flatMap((action) => Resource.map((resource) => `${Effect} ${action} on ${resource}`)),
  );

/** Why each action is there; an action without a reason fails the test. */
const reasons: Readonly<Record<string, string>> = {
  'appmesh:StreamAggregatedResources': 'Envoy reads the configuration of its own node or gateway',
  'xray:PutTelemetryRecords': 'the daemon reports on itself; X-Ray knows no resource to name',
  'xray:PutTraceSegments': 'the daemon sends segments; X-Ray knows no resource to name',
  'logs:CreateLogStream': 'ECS opens a stream per container in the task’s own log group',
  'logs:PutLogEvents': 'ECS writes to these streams',
  'ecr:BatchCheckLayerAvailability': 'ECS pulls the image from the one repository it is in',
  'ecr:BatchGetImage': 'the image’s manifest',
  'ecr:GetDownloadUrlForLayer': 'the image’s layers',
  'ecr:GetAuthorizationToken': 'ECS logs in to ECR, an action of the account that knows no resource',
};

describe('a role', () => {
  it.each([
    ['red', 'virtual_node'],
    ['blue', 'virtual_node'],
    ['client', 'virtual_node'],
    ['ingress', 'virtual_gateway'],
  ])('of the containers of %s may read this configuration and send traces', (runner, kind) => {
    expect(grants(teller, `${runner}_task`)).toEqual([
      `Allow appmesh:StreamAggregatedResources on \${aws_appmesh_${kind}.${runner}.arn}`,
      'Allow xray:PutTelemetryRecords on *',
      'Allow xray:PutTraceSegments on *',
    ]);
  });

  it.each([
    ['red', 'backend'],
    ['blue', 'backend'],
    ['client', 'client'],
  ])('that starts %s may write its log and pull the image of %s', (runner, source) => {
    const repository = `\${data.terraform_remote_state.registry.outputs.${source}_repository_arn}`;
    expect(grants(teller, `${runner}_execution`)).toEqual([
      `Allow logs:CreateLogStream on \${aws_cloudwatch_log_group.${runner}.arn}:*`,
      `Allow logs:PutLogEvents on \${aws_cloudwatch_log_group.${runner}.arn}:*`,
      `Allow ecr:BatchCheckLayerAvailability on ${repository}`,
      `Allow ecr:BatchGetImage on ${repository}`,
      `Allow ecr:GetDownloadUrlForLayer on ${repository}`,
      'Allow ecr:GetAuthorizationToken on *',
    ]);
  });

  it('that starts the gateway may only write its log: its images are public', () => {
    expect(grants(teller, 'ingress_execution')).toEqual([
      'Allow logs:CreateLogStream on ${aws_cloudwatch_log_group.ingress.arn}:*',
      'Allow logs:PutLogEvents on ${aws_cloudwatch_log_group.ingress.arn}:*',
    ]);
  });

  it('may do nothing that has no reason, and every reason is needed', () => {
    const roles = Object.keys(resourcesOf(teller, 'aws_iam_role_policy'));
    const actions = roles.flatMap((role) => policy(teller, role).Statement.flatMap(({ Action }) => Action));
    expect([...new Set(actions)].sort()).toEqual(Object.keys(reasons).sort());
  });

  it('sends no traces where there is no tracing', () => {
    const dark = synthApplications([aMesh()]).stack('dev-shop');
    expect(grants(dark, 'web_task')).toEqual([
      'Allow appmesh:StreamAggregatedResources on ${aws_appmesh_virtual_node.web.arn}',
    ]);
  });

  it('sends traces and no records of its own where a collector does it, on either target', () => {
    const traced = [aMesh({ tracing: { tracer: 'opentelemetry' } })];
    for (const target of ['app-mesh', 'envoy']) {
      const own = grants(synthApplications(traced, { MESH_TARGET: target }).stack('dev-shop'), 'web_task');
      expect(own.filter((grant) => grant.includes('xray:'))).toEqual(['Allow xray:PutTraceSegments on *']);
    }
  });

  it('has its one inline policy and no managed one, which would allow more', () => {
    expect(resourcesOf(teller, 'aws_iam_role_policy_attachment')).toEqual({});
    expect(Object.keys(resourcesOf(teller, 'aws_iam_role_policy'))).toEqual(
      Object.keys(resourcesOf(teller, 'aws_iam_role')),
    );
  });

  it('is for one node or gateway and one use: eight roles for four, each saying what it is for', () => {
    const roles = Object.entries(resourcesOf(teller, 'aws_iam_role'));
    expect(roles.map(([name, { description }]) => `${name}: ${String(description)}`).sort()).toEqual([
      'blue_execution: What ECS may do to start blue',
      'blue_task: What the containers of blue may do',
      'client_execution: What ECS may do to start client',
      'client_task: What the containers of client may do',
      'ingress_execution: What ECS may do to start ingress',
      'ingress_task: What the containers of ingress may do',
      'red_execution: What ECS may do to start red',
      'red_task: What the containers of red may do',
    ]);
  });

  it('owns its policies: its inline one, and no managed one', () => {
    for (const role of Object.keys(resourcesOf(teller, 'aws_iam_role'))) {
      const role_name = `\${aws_iam_role.${role}.name}`;
      expect(block(teller, `aws_iam_role_policies_exclusive.${role}`)).toMatchObject({
        role_name,
        policy_names: [`\${aws_iam_role_policy.${role}.name}`],
      });
      expect(block(teller, `aws_iam_role_policy_attachments_exclusive.${role}`)).toMatchObject({
        role_name,
        policy_arns: [],
      });
    }
  });

  it('that may do nothing owns that as well', () => {
    const plain = synthApplications([aMesh()], { MESH_TARGET: 'none' }).stack('dev-shop');
    expect(resourcesOf(plain, 'aws_iam_role_policy')).not.toHaveProperty('web_task');
    const { policy_names } = block(plain, 'aws_iam_role_policies_exclusive.web_task');
    expect(policy_names).toEqual([]);
  });

  it('is assumed by ECS tasks of this account and region alone', () => {
    const account = '${data.aws_caller_identity.account.account_id}';
    for (const { assume_role_policy } of Object.values(resourcesOf(teller, 'aws_iam_role')))
      expect(JSON.parse(String(assume_role_policy))).toEqual({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'ecs-tasks.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: {
              StringEquals: { 'aws:SourceAccount': account },
              ArnLike: { 'aws:SourceArn': `arn:aws:ecs:us-west-2:${account}:*` },
            },
          },
        ],
      });
  });
});

describe('the role with which EventBridge starts a schedule', () => {
  const nightly = { runs: { kind: 'schedule', at: 'rate(1 day)', source: 'nightly' } } as const;
  const shop = synthApplications([aMesh({ nodes: { web: aNode(), nightly } })]).stack('dev-shop');
  const arnOf = (resource: string) =>
    `arn:aws:ecs:us-west-2:\${data.aws_caller_identity.account.account_id}:${resource}`;

  it('may start this task in this cluster, tag it while it does, and hand it its own two roles', () => {
    expect(policy(shop, 'nightly_schedule').Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['ecs:RunTask'],
        Resource: [arnOf('task-definition/dev-shop-nightly:*')],
        Condition: { ArnEquals: { 'ecs:cluster': '${aws_ecs_cluster.cluster.arn}' } },
      },
      {
        Effect: 'Allow',
        Action: ['ecs:TagResource'],
        Resource: [arnOf('task/dev-shop/*')],
        Condition: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
      },
      {
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: ['${aws_iam_role.nightly_execution.arn}', '${aws_iam_role.nightly_task.arn}'],
        Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      },
    ]);
  });

  it('is assumed by EventBridge for this rule of this account alone', () => {
    const { name, assume_role_policy } = block(shop, 'aws_iam_role.nightly_schedule');
    expect(name).toBe('dev-shop-nightly-schedule');
    expect(JSON.parse(String(assume_role_policy))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceAccount': '${data.aws_caller_identity.account.account_id}' },
            ArnEquals: { 'aws:SourceArn': '${aws_cloudwatch_event_rule.nightly.arn}' },
          },
        },
      ],
    });
  });
});

interface Rule {
  readonly security_group_id: string;
  readonly referenced_security_group_id?: string;
  readonly cidr_ipv4?: string;
  readonly ip_protocol: string;
  readonly from_port: number;
  readonly to_port: number;
  readonly description: string;
}

const rulesOf = (stack: Stack, way: 'ingress' | 'egress'): [string, Rule][] =>
  Object.entries(resourcesOf(stack, `aws_vpc_security_group_${way}_rule`)) as unknown as [string, Rule][];

/** `red <- client tcp 3000: client calls red` */
function describeRules(stack: Stack, way: 'ingress' | 'egress'): string[] {
  const groupName = (id: string) => id.replace(/^\$\{aws_security_group\.(.*)\.id\}$/, '$1');
  return rulesOf(stack, way)
    .map(([, rule]) => {
      const { ip_protocol, from_port, to_port, referenced_security_group_id, cidr_ipv4 = '' } = rule;
      const ports = from_port === to_port ? from_port : `${from_port}-${to_port}`;
      const other = referenced_security_group_id ? groupName(referenced_security_group_id) : cidr_ipv4;
      const arrow = way === 'ingress' ? '<-' : '->';
      return `${groupName(rule.security_group_id)} ${arrow} ${other} ${ip_protocol} ${ports}: ${rule.description}`;
    })
    .sort();
}

describe('a security group', () => {
  it('lets in what is declared: the internet to the load balancer, then along the edges', () => {
    expect(describeRules(teller, 'ingress')).toEqual([
      'blue <- client tcp 3000: client calls blue',
      'client <- ingress tcp 3000: ingress calls client',
      'ingress <- ingress_lb tcp 8080: load balancer of ingress calls ingress',
      'ingress <- ingress_lb tcp 9901: load balancer of ingress calls ingress',
      'ingress_lb <- 0.0.0.0/0 tcp 80: internet calls load balancer of ingress',
      'red <- client tcp 3000: client calls red',
    ]);
  });

  it('lets out along the same edges, and HTTPS for AWS’s APIs and images', () => {
    expect(describeRules(teller, 'egress')).toEqual([
      'blue -> 0.0.0.0/0 tcp 443: blue calls AWS APIs and image registries',
      'client -> 0.0.0.0/0 tcp 443: client calls AWS APIs and image registries',
      'client -> blue tcp 3000: client calls blue',
      'client -> red tcp 3000: client calls red',
      'ingress -> 0.0.0.0/0 tcp 443: ingress calls AWS APIs and image registries',
      'ingress -> client tcp 3000: ingress calls client',
      'ingress_lb -> ingress tcp 8080: load balancer of ingress calls ingress',
      'ingress_lb -> ingress tcp 9901: load balancer of ingress calls ingress',
      'red -> 0.0.0.0/0 tcp 443: red calls AWS APIs and image registries',
    ]);
  });

  it('opens an edge once, however many services lead along it, and from a task to others of its kind', () => {
    const web = aNode({ backends: ['a', 'b', 'web'] });
    const shop = synthApplications([
      aMesh({
        nodes: { web, api: aNode() },
        services: { a: { to: 'api' }, b: { to: 'api' }, web: { to: 'web' } },
      }),
    ]).stack('dev-shop');
    expect(describeRules(shop, 'ingress')).toEqual([
      'api <- web tcp 3000: web calls api',
      'web <- web tcp 3000: web calls web',
    ]);
  });

  it('keeps a node and a load balancer apart whose names read alike', () => {
    const shop = synthApplications([
      aMesh({
        nodes: { web: aNode(), 'ingress-lb': aNode({ backends: ['web'] }) },
        gateways: { ingress: aGateway() },
      }),
    ]).stack('dev-shop');
    const names = Object.values(resourcesOf(shop, 'aws_security_group')).map(({ name }) => String(name));
    expect(new Set(names).size).toBe(4);
    expect(describeRules(shop, 'ingress')).toContain('web <- ingress-lb tcp 3000: ingress-lb calls web');
  });

  it('is open to the internet at the load balancer’s listener ports and nowhere else', () => {
    const open = rulesOf(teller, 'ingress').filter(([, { cidr_ipv4 }]) => cidr_ipv4 !== undefined);
    expect(open.map(([name]) => name)).toEqual(['ingress_lb_from_internet_80']);
  });

  it('has no rule inside it: each is a resource of its own, so that a plan names the edge that comes or goes', () => {
    for (const body of Object.values(resourcesOf(teller, 'aws_security_group'))) {
      expect(body).not.toHaveProperty('ingress');
      expect(body).not.toHaveProperty('egress');
    }
  });

  it('has names and descriptions that AWS takes', () => {
    // EC2 API, CreateSecurityGroup and IpRange.
    const taken = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/;
    const groups = Object.values(resourcesOf(teller, 'aws_security_group'));
    const rules = [...rulesOf(teller, 'ingress'), ...rulesOf(teller, 'egress')].map(([, rule]) => rule);
    for (const { description } of [...groups, ...rules]) expect(description).toMatch(taken);
    for (const { name } of groups)
      expect(name).toMatch(/^(?!sg-)[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
  });
});
