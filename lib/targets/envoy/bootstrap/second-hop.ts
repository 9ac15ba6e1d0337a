/** The second hop of a gateway: it routes the requests that the first hop has matched and rewritten. */
import type { MeshGateway } from '../../../mesh/entry/gateway';
import { type EgressProps, renderEgressManager } from './egress';
import { goesByHeader } from './gateway-route';
import { type EnvoyListener, renderListener } from './listener';
import { gatewayEntrances } from './service-ports';
import { renderHeaderHost, renderNamedHost } from './virtual-host';

/** The first hop has set the service's header, and it writes the trace. */
export function renderSecondHop(
  gateway: MeshGateway,
  { application, refs }: Omit<EgressProps, 'tracing'>,
): EnvoyListener {
  const address = { host: refs.loopbackAddress, port: refs.ports.egress };
  const entrances = gatewayEntrances(application, gateway);
  const hosts = goesByHeader(gateway)
    ? [renderHeaderHost(application, entrances)]
    : entrances.map((entrance) => renderNamedHost(application, entrance));
  return renderListener({
    name: `lds_egress_${address.host}_${address.port}`,
    address,
    direction: 'OUTBOUND',
    filterChains: [{ filters: [renderEgressManager({ hosts, listeners: [gateway.listener] })] }],
  });
}
