/**
 * Where requests of strangers enter a node: a port of its own, which only load balancers that are open to the outside lead
 * to. Callers of the mesh have another one, where what Envoys tell each other is believed.
 */
import type { MeshApplication } from '../../../mesh/application';
import { minutes } from '../../../mesh/duration';
import { isOfHttp } from '../../../mesh/entry/load-balancer';
import type { MeshLoadBalancer } from '../../../mesh/entry/mesh-load-balancer';
import { type Listener, pickListener } from '../../../mesh/listener';
import type { MeshNode } from '../../../mesh/node';
import { renderAccessLog } from './access-log';
import { renderDuration } from './duration';
import type { BootstrapRefs } from './ecs-or-local';
import { edgeBehind } from './edge';
import { renderLeavingHeaders } from './edge-headers';
import { BUFFER_LIMIT } from './edge-limits';
import { BEFORE_NETWORK_LOAD_BALANCER } from './gateway-ingress';
import { renderConnectionManager } from './http-connection';
import { renderRouter } from './http-filters';
import { type EnvoyListener, renderListener } from './listener';
import { ingressClusterName, segmentName } from './names';
import { edgePort } from './ports';
import { renderTracing } from './tracing';
import { renderIngressHost } from './virtual-host';

/** Longer than an Application Load Balancer can wait, 4000 s, since it must be the first to close. */
const OUTLASTS_LOAD_BALANCER = minutes(75);

/** Whether a load balancer leads strangers to a listener. Bytes of TCP have no headers that could mislead an Envoy. */
export const leadsStrangers = (
  { internal }: Pick<MeshLoadBalancer, 'internal'>,
  { protocol }: Pick<Listener, 'protocol'>,
): boolean => !internal && protocol !== 'tcp';

/** Load balancers that lead strangers to a listener of a node. */
export function strangersAt(
  { loadBalancers }: Pick<MeshApplication, 'loadBalancers'>,
  node: Pick<MeshNode, 'name' | 'listeners'>,
  listener: Pick<Listener, 'port' | 'protocol'>,
): MeshLoadBalancer[] {
  return loadBalancers.filter(
    (loadBalancer) =>
      leadsStrangers(loadBalancer, listener) &&
      loadBalancer.routes.some(
        (route) =>
          route.node === node.name && pickListener(node.listeners, route.port)?.port === listener.port,
      ),
  );
}

/** The ports of their own, by which they reach the node. */
export function edgePorts(application: Pick<MeshApplication, 'loadBalancers'>, node: MeshNode): number[] {
  return node.listeners
    .filter((listener) => strangersAt(application, node, listener).length > 0)
    .map(({ port }) => edgePort(port));
}

/** None on a machine, where no load balancer is. */
export function renderNodeEdges(
  application: MeshApplication,
  node: MeshNode,
  refs: BootstrapRefs,
): EnvoyListener[] {
  const { edge } = refs.ports;
  if (edge === undefined) return [];
  return node.listeners.flatMap((listener) => {
    const before = strangersAt(application, node, listener);
    return before.length === 0
      ? []
      : [renderEdge({ application, node, refs }, { listener, port: edge(listener.port), before })];
  });
}

interface Around {
  readonly application: MeshApplication;
  readonly node: MeshNode;
  readonly refs: BootstrapRefs;
}

interface Entry {
  readonly listener: Listener;
  readonly port: number;
  readonly before: readonly MeshLoadBalancer[];
}

function renderEdge(around: Around, { listener, port, before }: Entry): EnvoyListener {
  const { application, node, refs } = around;
  const idle = before.some(isOfHttp) ? OUTLASTS_LOAD_BALANCER : BEFORE_NETWORK_LOAD_BALANCER;
  const address = { host: refs.outerAddress, port };
  const entry = renderListener({
    name: `lds_edge_${address.host}_${port}`,
    address,
    direction: 'INBOUND',
    filterChains: [
      {
        filters: [
          renderConnectionManager({
            statPrefix: 'ingress',
            hosts: [renderIngressHost(ingressClusterName(application, node.name, listener), listener)],
            listener,
            edge: edgeBehind(before),
            isStrict: true,
            filters: [renderLeavingHeaders(), renderRouter()],
            idle: renderDuration(idle),
            accessLog: renderAccessLog(),
            ...tracingOf(around),
          }),
        ],
      },
    ],
  });
  return { ...entry, ...BUFFER_LIMIT };
}

function tracingOf({ application, node, refs }: Around) {
  const { tracing } = application;
  return (
    tracing && {
      tracing: renderTracing(tracing, {
        segmentName: segmentName(application, node.name),
        sink: refs.traceSink,
        task: refs.traceTask,
        direction: 'ingress',
      }),
    }
  );
}
