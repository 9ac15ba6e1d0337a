/** A gateway's first hop: it accepts requests from outside, matches and rewrites them, and sends them to the second hop. */
import type { MeshApplication } from '../../../mesh/application';
import { type Duration, minutes, seconds } from '../../../mesh/duration';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import { mergesSlashes } from '../../../mesh/traffic/http-form';
import { loadBalancerIdle } from '../../../mesh/entry/load-balancer-idle';
import { isOfHttp } from '../../../mesh/entry/load-balancer';
import { loadBalancersBefore } from '../../../mesh/entry/mesh-load-balancer';
import { renderRefusalLog } from './access-log';
import { edgeOf } from './edge';
import { renderLeavingHeaders } from './edge-headers';
import { BUFFER_LIMIT } from './edge-limits';
import { renderConnectionManager } from './http-connection';
import { renderDuration } from './duration';
import { renderRouter } from './http-filters';
import { type EnvoyListener, renderListener } from './listener';
import { redirectClusterName, segmentName } from './names';
import type { BootstrapRefs } from './ecs-or-local';
import { renderTracing } from './tracing';
import { renderGatewayHost } from './virtual-host';

/**
 * Longer than the 60 seconds of an Application Load Balancer. The load balancer must close first, or it sends a request
 * into a closed connection.
 */
const OUTLASTS_LOAD_BALANCER = minutes(60);

/** How many seconds longer it waits than a load balancer that waits for more than that. */
const MARGIN = 60;

/**
 * A Network Load Balancer forgets a silent connection after 350 seconds and tells neither side, and clients may open any
 * number of connections. So Envoy closes a silent connection as an Application Load Balancer would, and the client
 * notices.
 */
export const BEFORE_NETWORK_LOAD_BALANCER = seconds(60);

export function renderGatewayListener(
  application: MeshApplication,
  gateway: MeshGateway,
  { outerAddress, traceSink, traceTask, ports }: BootstrapRefs,
): EnvoyListener {
  const { tracing } = application;
  const { name, listener } = gateway;
  const address = { host: outerAddress, port: ports.ingress(listener.port) };
  const cluster = redirectClusterName(application, name, listener);
  const entry = renderListener({
    name: `lds_ingress_${address.host}_${address.port}`,
    address,
    direction: 'INBOUND',
    filterChains: [
      {
        filters: [
          renderConnectionManager({
            statPrefix: 'ingress',
            hosts: [renderGatewayHost(application, gateway, cluster)],
            listener,
            paths: { merges: mergesSlashes(listener) },
            keepsRequestId: gateway.preserveExternalRequestId === true,
            edge: edgeOf(application, gateway),
            isStrict: true,
            filters: [renderLeavingHeaders(), renderRouter()],
            idle: renderDuration(keepAlive(application, gateway)),
            accessLog: renderRefusalLog(),
            ...(tracing && {
              tracing: renderTracing(tracing, {
                segmentName: segmentName(application, name),
                sink: traceSink,
                task: traceTask,
                direction: 'ingress',
              }),
            }),
          }),
        ],
      },
    ],
  });
  return { ...entry, ...BUFFER_LIMIT };
}

function keepAlive(application: MeshApplication, { name }: MeshGateway): Duration {
  const before = loadBalancersBefore(application, name);
  const ofHttp = before.filter(isOfHttp);
  if (before.length > 0 && ofHttp.length === 0) return BEFORE_NETWORK_LOAD_BALANCER;
  const waits = ofHttp.map((each) => loadBalancerIdle(each, { application }).seconds + MARGIN);
  const outlasted = seconds(Math.max(0, ...waits));
  return outlasted.milliseconds > OUTLASTS_LOAD_BALANCER.milliseconds ? outlasted : OUTLASTS_LOAD_BALANCER;
}
