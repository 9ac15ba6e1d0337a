/** A cluster and a namespace that exist are read at plan, and never written. */
import { http } from '../../../lib/mesh';
import { aMesh, aNode, type MeshParts } from '../../../lib/testing';
import { resourcesOf, synthApplications } from '../../support/synth';

const network = { existing: { vpc: 'vpc-0a1b2c3d', private: 'subnet-0a1b2c3d' } };
const stackOf = (parts: MeshParts) => synthApplications([aMesh({ network, ...parts })]).stack('dev-shop');
const inner = { gateways: { inner: { listener: http(8080), routes: { all: { service: 'web' } } } } };

it('tasks run in a cluster that exists, which must be active; services have names of their own there', () => {
  const stack = stackOf({
    cluster: { existing: 'arn:aws:ecs:us-west-2:123456789012:cluster/main' },
    nodes: { web: aNode({ runs: { source: 'web', scaling: { min: 1, max: 3, cpuPercent: 50 } } }) },
    ...inner,
  });
  expect(resourcesOf(stack, 'aws_ecs_cluster')).toEqual({});
  expect(stack.terraform.data?.['aws_ecs_cluster']).toMatchObject({
    existing_cluster: {
      cluster_name: 'main',
      lifecycle: { postcondition: [{ condition: '${self.status == "ACTIVE"}' }] },
    },
  });
  const cluster = '${data.aws_ecs_cluster.existing_cluster.arn}';
  expect(resourcesOf(stack, 'aws_ecs_service')).toMatchObject({
    web: { name: 'dev-shop-web', cluster },
    inner: { name: 'dev-shop-inner', cluster },
  });
  expect(resourcesOf(stack, 'aws_appautoscaling_target')).toMatchObject({
    web: {
      resource_id:
        'service/${data.aws_ecs_cluster.existing_cluster.cluster_name}/${aws_ecs_service.web.name}',
    },
  });
});

it('an own cluster may have any name', () => {
  expect(resourcesOf(stackOf({ cluster: { name: 'main' } }), 'aws_ecs_cluster')).toMatchObject({
    cluster: { name: 'main' },
  });
});

it('names stand in a namespace that exists, whose zone must be the one of the VPC', () => {
  const stack = stackOf({ namespace: { name: 'shop.local', existing: 'ns-0a1b2c3d' }, ...inner });
  expect(resourcesOf(stack, 'aws_service_discovery_private_dns_namespace')).toEqual({});
  expect(resourcesOf(stack, 'aws_service_discovery_service')).toMatchObject({
    inner: { dns_config: { namespace_id: 'ns-0a1b2c3d' } },
    web: { dns_config: { namespace_id: 'ns-0a1b2c3d' } },
  });
  expect(stack.terraform.data).toMatchObject({
    aws_route53_zone: {
      existing_zone: {
        name: 'shop.local',
        private_zone: true,
        vpc_id: '${data.aws_vpc.existing_vpc.id}',
      },
    },
    aws_service_discovery_dns_namespace: {
      existing_namespace: {
        name: 'shop.local',
        type: 'DNS_PRIVATE',
        lifecycle: {
          postcondition: [
            {
              condition:
                '${((self.id != "ns-0a1b2c3d") || (self.hosted_zone == data.aws_route53_zone.existing_zone.zone_id))}',
            },
          ],
        },
      },
    },
  });
});
