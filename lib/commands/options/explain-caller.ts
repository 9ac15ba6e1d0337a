/** The caller and the service if `npm run explain` does not get them: they follow from the application and the URL. */
import type { MeshApplication } from '../../mesh/application';
import { gatewaysByName } from '../../mesh/entry/mesh-load-balancer';
import { listNames, MeshError } from '../../mesh/checks/problem';
import { innerGatewayName, virtualServiceName } from '../../mesh/account-names';
import type { MeshRequest } from '../../mesh/resolve';
import { flagValue } from '../cli/problems';

/** The gateway that is the only one, or that the URL names: `http://inside.shop.local:8081/`. Without one, the only load balancer. */
export function chooseCaller(application: MeshApplication, from: string | undefined, host?: string): string {
  const { gateways, nodes, loadBalancers } = application;
  if (from !== undefined) return from;
  const [only, ...others] = gateways;
  if (only !== undefined && others.length === 0) return only.name;
  const [written] = (host ?? '').toLowerCase().split(':');
  const named = gatewaysByName(application).find((name) => innerGatewayName(application, name) === written);
  if (named !== undefined) return named;
  const [before, ...more] = loadBalancers;
  if (only === undefined && before !== undefined && more.length === 0) return before.name;
  const [why, known] =
    only === undefined ? ['there is no gateway, nodes', nodes] : ['there are several gateways', gateways];
  throw new MeshError([
    wrong('--from', `must be said, since ${why}: ${listNames(known.map(({ name }) => name))}`),
  ]);
}

/** If a node calls the host of a service, it means this service: `http://cart.shop.local:3000/items`. */
export function chooseService(
  application: MeshApplication,
  { from, to, port, host }: Pick<MeshRequest, 'from' | 'to' | 'port' | 'host'>,
): Pick<MeshRequest, 'to' | 'port'> {
  const isNode = application.nodes.some(({ name }) => name === from);
  if (!isNode || to !== undefined || host === undefined) return {};
  const [name = '', said] = host.toLowerCase().split(':');
  const service = application.services.find((each) => virtualServiceName(application, each.name) === name);
  return service === undefined
    ? {}
    : { to: service.name, ...(port === undefined && said !== undefined && { port: Number(said) }) };
}

const wrong = (part: string, what: string) => flagValue('explain', part, what);
