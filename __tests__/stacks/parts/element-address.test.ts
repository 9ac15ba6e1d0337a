import { addressOf } from '../../../lib/stacks/parts/element-address';

it.each([
  ['dev-shop/Nodes/red/task/Role', 'Role', 'red_task'],
  ['dev-shop/Services/web/Routes/default/Route', 'Route', 'web_default'],
  ['dev-shop/Cluster/Cluster', 'Cluster', 'cluster'],
  ['dev-shop/Vpc/NatGateway', 'NatGateway', 'nat_gateway'],
  ['dev-shop/Gateways/color-teller/Tasks', 'Tasks', 'color-teller'],
])('%s is %s', (path, id, address) => {
  expect(addressOf(path, id)).toBe(address);
});
