/** A gateway without a load balancer: the network reaches it, by a name in the zone, and nothing else does. */
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { ServiceDiscoveryService } from '@cdktf/provider-aws/lib/service-discovery-service';
import { http } from '../../lib/mesh';
import { aGateway, aMesh } from '../../lib/testing';
import { addresses, block, resourcesOf, type Stack, synthApplications } from '../support/synth';

const { listener, routes } = aGateway({ listener: http(8080) });
const inner = { listener, routes };
const synth = (target: string): Stack =>
  synthApplications([aMesh({ network: { cidr: '10.7.0.0/16' }, gateways: { inner, open: aGateway() } })], {
    MESH_TARGET: target,
  }).stack('dev-shop');

describe.each(['app-mesh', 'envoy'])('on %s', (target) => {
  const stack = synth(target);

  it('has a name in the zone, which its tasks register under', () => {
    expect(block(stack, 'aws_service_discovery_service.inner')).toMatchObject({
      name: 'inner',
      dns_config: { dns_records: [{ type: 'A', ttl: 10 }] },
    });
    expect(stack.json).toHaveResourceWithProperties(EcsService, {
      name: 'inner',
      service_registries: { registry_arn: '${aws_service_discovery_service.inner.arn}' },
    });
    expect(stack.json).toHaveResourceWithProperties(ServiceDiscoveryService, { name: 'inner' });
  });

  it('lets addresses of the network’s own block in, on its listener’s port and no other', () => {
    const ways = Object.values(resourcesOf(stack, 'aws_vpc_security_group_ingress_rule')).filter(
      (rule) => rule['security_group_id'] === '${aws_security_group.inner.id}',
    );
    expect(ways).toEqual([
      expect.objectContaining({
        cidr_ipv4: '10.7.0.0/16',
        ip_protocol: 'tcp',
        from_port: 8080,
        to_port: 8080,
        description: 'network calls inner',
      }),
    ]);
  });

  it('is told as an output', () => {
    expect(stack.terraform.output?.['inner_url']).toEqual({
      value: 'http://inner.shop.local:8080',
      description: 'Where gateway inner answers the network',
    });
  });

  it('changes nothing for a gateway with a load balancer: no name, no way in but that', () => {
    const of = (name: string) => addresses(stack).filter((address) => address.includes(`.${name}`));
    expect(
      of('open').filter((address) => address.includes('discovery') || address.includes('network')),
    ).toEqual([]);
    expect(stack.terraform.output?.['url']?.['value']).toBe('http://${aws_lb.open.dns_name}');
  });
});
