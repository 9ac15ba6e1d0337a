/**
 * What another team made: the VPC is found by its tags, the subnets of tasks by an output of that team's state, those of load
 * balancers by an SSM parameter, the cluster by its name, the namespace by its id. The plan fails where they are not what
 * tasks and load balancers need.
 */
import { application, applicationLoadBalancer, byTags, fromParameter, fromState, http } from '../../../lib/mesh';

export default application('shop', ({ stage }) => ({
  mesh: 'shop',
  namespace: { name: 'shop.local', existing: 'ns-0a1b2c3d4e5f6789' },
  cluster: { existing: `${stage}-main` },
  network: {
    existing: {
      vpc: byTags({ Name: `${stage}-network` }),
      private: fromState(`network/${stage}.tfstate`, 'private_subnet_ids', { bucket: 'example-network-states' }),
      public: fromParameter(`/network/${stage}/public-subnets`),
    },
  },
  nodes: { web: { listeners: [http(3000)], runs: { source: 'web' } } },
  services: { web: { to: 'web' } },
  gateways: {
    inner: { listener: http(8081), routes: { all: { service: 'web' } } },
    outer: { listener: http(8080), routes: { all: { service: 'web' } }, loadBalancer: applicationLoadBalancer(80) },
  },
}));

export const shows = [
  'aws_ecs_cluster',
  'aws_lb',
  'aws_service_discovery_private_dns_namespace',
  'aws_service_discovery_service',
  'aws_vpc_security_group_ingress_rule',
  'data.aws_ecs_cluster',
  'data.aws_route53_zone',
  'data.aws_service_discovery_dns_namespace',
  'data.aws_ssm_parameter',
  'data.aws_subnet',
  'data.aws_vpc',
  'data.terraform_remote_state',
];
