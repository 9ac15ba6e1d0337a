/**
 * Two applications in one network. `shop` reads the stack `network` of `platform`, which owns it; each has a cluster and
 * a private zone of its own. A gateway that is open to the network is open to the owner's block.
 */
import { application, http } from '../../../lib/mesh';

export const owner = application('platform', () => ({
  mesh: 'platform',
  namespace: 'platform.local',
  network: { cidr: '10.20.0.0/24' },
  nodes: { users: { listeners: [http(3000)], runs: { source: 'users' } } },
  services: { users: { to: 'users' } },
}));

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  network: { of: 'platform' },
  nodes: { web: { listeners: [http(3000)], runs: { source: 'web' } } },
  services: { web: { to: 'web' } },
  gateways: { inner: { listener: http(8081), routes: { all: { service: 'web' } } } },
}));

export const shows = [
  'aws_service_discovery_private_dns_namespace',
  'aws_vpc_security_group_ingress_rule',
  'data.terraform_remote_state',
];

export const network = ['aws_vpc', 'output'];
