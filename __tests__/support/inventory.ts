// What is live in the doubles' account, by Terraform's resource types, so that a test can say what a destroy leaves.
import type { AwsDoubles } from './aws-doubles';

/** Names of what is there, sorted, by resource type; `name (deleted)` is what AWS still lists for a while. */
export type Inventory = ReadonlyMap<string, readonly string[]>;

export async function takeInventory(aws: AwsDoubles): Promise<Inventory> {
  const inventory = new Map<string, string[]>();
  for (const [type, listing] of Object.entries(listings)) {
    inventory.set(type, (await itemsOf(aws, listing)).map((item) => nameOf(item, listing)).sort());
  }
  return inventory;
}

/** `type name` of everything that `after` has more of than `before`, sorted. */
export function newSince(before: Inventory, after: Inventory): string[] {
  const lines = [...after].flatMap(([type, names]) => {
    const known = [...(before.get(type) ?? [])];
    return names.filter((name) => !take(known, name)).map((name) => `${type} ${name}`);
  });
  return lines.sort();
}

/** Types that are an attribute of another resource in AWS: nothing of them can stay behind alone. */
export const partsOf: Readonly<Record<string, string>> = {
  aws_default_security_group: 'aws_vpc',
  aws_ecr_lifecycle_policy: 'aws_ecr_repository',
  aws_iam_role_policies_exclusive: 'aws_iam_role',
  aws_iam_role_policy: 'aws_iam_role',
  aws_iam_role_policy_attachments_exclusive: 'aws_iam_role',
  aws_route: 'aws_route_table',
  aws_route_table_association: 'aws_route_table',
  aws_s3_bucket_ownership_controls: 'aws_s3_bucket',
  aws_s3_bucket_policy: 'aws_s3_bucket',
  aws_s3_bucket_public_access_block: 'aws_s3_bucket',
  aws_s3_bucket_server_side_encryption_configuration: 'aws_s3_bucket',
  aws_s3_bucket_versioning: 'aws_s3_bucket',
};

type Item = Readonly<Record<string, unknown>>;

/** An operation of AWS, the member of its answer that lists, and the path in an item to its name. */
type Listing = readonly [call: string, names: string, scope?: Scope];

interface Scope {
  readonly parameters?: Item;
  /** Which items count. */
  readonly only?: (item: Item) => boolean;
  /** Called once for each item of another listing, with parameters made of it. */
  readonly perItemOf?: readonly [other: Listing, parameters: (item: Item) => Item];
}

const ofEcs: Scope = { parameters: { ServiceNamespace: 'ecs' } };
const outwards: Scope = { only: ({ IsEgress }) => IsEgress === true };
const inwards: Scope = { only: ({ IsEgress }) => IsEgress === false };

const clusters: Listing = ['ecs ListClusters', 'clusterArns.arn'];
const services: Listing = [
  'ecs ListServices',
  'serviceArns.arn',
  { perItemOf: [clusters, ({ arn }) => ({ cluster: arn })] },
];
const loadBalancers: Listing = ['elbv2 DescribeLoadBalancers', 'LoadBalancers.LoadBalancerName'];
const names: Listing = ['servicediscovery ListServices', 'Services.Name'];
const meshes: Listing = ['appmesh ListMeshes', 'meshes.meshName'];
const ofMesh: Scope = { perItemOf: [meshes, ({ meshName }) => ({ meshName })] };
const gateways: Listing = ['appmesh ListVirtualGateways', 'virtualGateways.virtualGatewayName', ofMesh];
const routers: Listing = ['appmesh ListVirtualRouters', 'virtualRouters.virtualRouterName', ofMesh];

const ofCluster: Scope = { perItemOf: [clusters, ({ arn }) => ({ clusters: [arn] })] };
const ofService: Scope = {
  perItemOf: [services, ({ arn }) => ({ cluster: String(arn).split('/')[1], services: [arn] })],
};
const ofLoadBalancer: Scope = { perItemOf: [loadBalancers, ({ LoadBalancerArn }) => ({ LoadBalancerArn })] };
const ofName: Scope = { perItemOf: [names, ({ Id }) => ({ ServiceId: Id })] };
const ofGateway: Scope = {
  perItemOf: [gateways, ({ meshName, virtualGatewayName }) => ({ meshName, virtualGatewayName })],
};
const ofRouter: Scope = {
  perItemOf: [routers, ({ meshName, virtualRouterName }) => ({ meshName, virtualRouterName })],
};

/** Every type of our stacks that can be alone, and what AWS makes along with them: interfaces, hosted zones. */
const listings: Readonly<Record<string, Listing>> = {
  aws_acm_certificate: ['acm ListCertificates', 'CertificateSummaryList.DomainName'],
  aws_appautoscaling_policy: [
    'application-autoscaling DescribeScalingPolicies',
    'ScalingPolicies.PolicyName',
    ofEcs,
  ],
  aws_appautoscaling_target: [
    'application-autoscaling DescribeScalableTargets',
    'ScalableTargets.ResourceId',
    ofEcs,
  ],
  aws_appmesh_gateway_route: ['appmesh ListGatewayRoutes', 'gatewayRoutes.gatewayRouteName', ofGateway],
  aws_appmesh_mesh: meshes,
  aws_appmesh_route: ['appmesh ListRoutes', 'routes.routeName', ofRouter],
  aws_appmesh_virtual_gateway: gateways,
  aws_appmesh_virtual_node: ['appmesh ListVirtualNodes', 'virtualNodes.virtualNodeName', ofMesh],
  aws_appmesh_virtual_router: routers,
  aws_appmesh_virtual_service: ['appmesh ListVirtualServices', 'virtualServices.virtualServiceName', ofMesh],
  aws_cloudwatch_log_group: ['logs DescribeLogGroups', 'logGroups.logGroupName'],
  aws_ecr_repository: ['ecr DescribeRepositories', 'repositories.repositoryName'],
  aws_ecs_cluster: ['ecs DescribeClusters', 'clusters.clusterName', ofCluster],
  aws_ecs_service: ['ecs DescribeServices', 'services.serviceName', ofService],
  aws_ecs_task_definition: ['ecs ListTaskDefinitions', 'taskDefinitionArns.arn'],
  aws_eip: ['ec2 DescribeAddresses', 'Addresses.AllocationId'],
  aws_iam_role: ['iam ListRoles', 'Roles.RoleName'],
  aws_internet_gateway: ['ec2 DescribeInternetGateways', 'InternetGateways.InternetGatewayId'],
  aws_lb: loadBalancers,
  aws_lb_listener: ['elbv2 DescribeListeners', 'Listeners.Port', ofLoadBalancer],
  aws_lb_target_group: ['elbv2 DescribeTargetGroups', 'TargetGroups.TargetGroupName'],
  aws_nat_gateway: ['ec2 DescribeNatGateways', 'NatGateways.NatGatewayId'],
  aws_network_interface: ['ec2 DescribeNetworkInterfaces', 'NetworkInterfaces.InterfaceType'],
  aws_route53_zone: ['route53 ListHostedZones', 'HostedZones.Name'],
  aws_route_table: ['ec2 DescribeRouteTables', 'RouteTables.RouteTableId'],
  aws_s3_bucket: ['s3 ListBuckets', 'Buckets.Name'],
  aws_security_group: ['ec2 DescribeSecurityGroups', 'SecurityGroups.GroupId'],
  aws_service_discovery_instance: ['servicediscovery ListInstances', 'Instances.Id', ofName],
  aws_service_discovery_private_dns_namespace: ['servicediscovery ListNamespaces', 'Namespaces.Name'],
  aws_service_discovery_service: names,
  aws_subnet: ['ec2 DescribeSubnets', 'Subnets.SubnetId'],
  aws_vpc: ['ec2 DescribeVpcs', 'Vpcs.VpcId'],
  aws_vpc_security_group_egress_rule: [
    'ec2 DescribeSecurityGroupRules',
    'SecurityGroupRules.SecurityGroupRuleId',
    outwards,
  ],
  aws_vpc_security_group_ingress_rule: [
    'ec2 DescribeSecurityGroupRules',
    'SecurityGroupRules.SecurityGroupRuleId',
    inwards,
  ],
  aws_xray_group: ['xray GetGroups', 'Groups.GroupName'],
  aws_xray_sampling_rule: ['xray GetSamplingRules', 'SamplingRuleRecords.SamplingRule.RuleName'],
};

async function itemsOf(aws: AwsDoubles, [call, path, scope = {}]: Listing): Promise<Item[]> {
  const [service = '', operation = ''] = call.split(' ');
  const [list = ''] = path.split('.');
  const { parameters = {}, perItemOf, only = () => true } = scope;
  const all = perItemOf ? (await itemsOf(aws, perItemOf[0])).map(perItemOf[1]) : [parameters];
  const found: Item[] = [];
  for (const each of all) {
    const answer = await aws.call<Record<string, (string | Item)[]>>(service, operation, each);
    found.push(...(answer[list] ?? []).map((item) => (typeof item === 'string' ? { arn: item } : item)));
  }
  return found.filter(only);
}

/** The Name tag where there is one, since ids are new in every run. */
function nameOf(item: Item, [, path]: Listing): string {
  const [, ...members] = path.split('.');
  const own = members.reduce<unknown>((value, member) => (value as Item)[member], item);
  const tags = (item['Tags'] ?? []) as { Key: string; Value: string }[];
  const name = tags.find(({ Key }) => Key === 'Name')?.Value ?? String(own).replace(/^arn:.*?\//, '');
  const state = String(item['State'] ?? item['status']);
  return ['deleted', 'INACTIVE'].includes(state) ? `${name} (${state})` : name;
}

/** True if `value` was in the list, which then has it once less. */
function take(list: string[], value: string): boolean {
  const index = list.indexOf(value);
  if (index >= 0) list.splice(index, 1);
  return index >= 0;
}
