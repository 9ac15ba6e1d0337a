/** A gateway's first hop: takes what comes from outside, matches and rewrites it, and hands it to the second. */
import { type Duration, minutes, seconds } from '../../mesh/duration';
import type { MeshGateway } from '../../mesh/gateway';
import { mergesSlashes } from '../../mesh/http-form';
import { loadBalancerIdle } from '../../mesh/load-balancer-idle';
import { renderRefusalLog } from './access-log';
import { renderConnectionManager } from './http-connection';
import { renderDuration } from './duration';
import type { Mesh } from './entrance';
import { type EnvoyListener, renderListener } from './listener';
import { redirectClusterName, segmentName } from './names';
import type { BootstrapRefs } from './refs';
import { renderTracing } from './tracing';
import { renderGatewayHost } from './virtual-host';

/** Longer than the 60 seconds of an Application Load Balancer and the 350 of a Network Load Balancer, which close first. */
const OUTLASTS_LOAD_BALANCERS = minutes(60);

/** Seconds by which it outlasts one that waits for longer than that. */
const MARGIN = 60;

/**
 * An Application Load Balancer says who the client is. Behind a Network Load Balancer the gateway sees the balancer's own
 * address in place of the client's: for targets by IP address and TCP, AWS keeps client addresses only where
 * `preserve_client_ip` or proxy protocol is turned on, and neither is.
 */
export function renderGatewayListener(
  mesh: Mesh,
  gateway: MeshGateway,
  { outerAddress, traceSink, traceTask, ports }: BootstrapRefs,
): EnvoyListener {
  const { application } = mesh;
  const { tracing } = application;
  const { name, listener, loadBalancer } = gateway;
  const address = { host: outerAddress, port: ports.ingress(listener.port) };
  const cluster = redirectClusterName(application, name, listener);
  return renderListener({
    name: `lds_ingress_${address.host}_${address.port}`,
    address,
    direction: 'INBOUND',
    filterChains: [
      {
        filters: [
          renderConnectionManager({
            statPrefix: 'ingress',
            hosts: [renderGatewayHost(mesh, gateway, cluster)],
            listener,
            paths: { merges: mergesSlashes(listener) },
            keepsRequestId: gateway.preserveExternalRequestId === true,
            trustedHops: loadBalancer?.kind === 'application' ? 1 : 0,
            idle: renderDuration(keepAlive(mesh, gateway)),
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
}

/** Who closes first sends no request into it. */
function keepAlive({ lookup }: Mesh, gateway: MeshGateway): Duration {
  const { loadBalancer } = gateway;
  if (loadBalancer === undefined) return OUTLASTS_LOAD_BALANCERS;
  const outlasted = seconds(loadBalancerIdle(loadBalancer, gateway, { lookup }).seconds + MARGIN);
  return outlasted.milliseconds > OUTLASTS_LOAD_BALANCERS.milliseconds ? outlasted : OUTLASTS_LOAD_BALANCERS;
}
