import { aMesh, aNode } from '../../../lib/testing';
import { block, resourcesOf, synthApplications } from '../../support/synth';

const shop = synthApplications([
  aMesh({
    nodes: {
      web: aNode(),
      'prices-v1': aNode(),
      nightly: { backends: ['prices'], runs: { source: 'nightly' } },
    },
    services: { web: { to: 'web' }, prices: { to: 'prices-v1' } },
  }),
]).stack('dev-shop');

describe('a name in the zone', () => {
  it('is there for each node that listens and each service, and for no worker', () => {
    expect(Object.keys(resourcesOf(shop, 'aws_service_discovery_service')).sort()).toEqual([
      'prices',
      'prices-v1',
      'web',
    ]);
    expect(block(shop, 'aws_ecs_service.nightly')).not.toHaveProperty('service_registries');
  });

  it('that a service shares with a node holds the node’s tasks, and no placeholder', () => {
    expect(block(shop, 'aws_ecs_service.web')).toMatchObject({
      service_registries: { registry_arn: '${aws_service_discovery_service.web.arn}' },
    });
    expect(resourcesOf(shop, 'aws_service_discovery_instance')).not.toHaveProperty('web');
  });

  it('that no node has holds an address that no host has, so that it resolves and a call past Envoy reaches no task', () => {
    expect(Object.keys(resourcesOf(shop, 'aws_service_discovery_instance'))).toEqual(['prices']);
    expect(block(shop, 'aws_service_discovery_instance.prices')).toMatchObject({
      instance_id: 'placeholder',
      attributes: { AWS_INSTANCE_IPV4: '192.0.2.1' },
    });
  });

  it('says what it is for', () => {
    expect(block(shop, 'aws_service_discovery_service.web')['description']).toBe('Tasks of node web');
    expect(block(shop, 'aws_service_discovery_service.prices')['description']).toBe(
      'Makes virtual service prices.shop.local resolve; its calls are taken over by Envoy',
    );
  });
});

describe('the zone', () => {
  it('is private to the VPC and bears the application’s name for it, in every stage', () => {
    expect(block(shop, 'aws_service_discovery_private_dns_namespace.namespace')).toMatchObject({
      name: 'shop.local',
      description: 'Names of dev-shop',
      vpc: '${data.terraform_remote_state.network.outputs.vpc_id}',
    });
  });
});
