/**
 * Where an Envoy sends OpenTelemetry's spans: the collector in its own task. X-Ray's daemon needs no cluster, since it
 * takes UDP.
 */
import type { MeshApplication } from '../../../mesh/application';
import { milliseconds } from '../../../mesh/duration';
import { renderLoadAssignment } from './address';
import { renderCircuitBreakers } from './circuit-breakers';
import type { EnvoyCluster } from './cluster';
import { renderDuration } from './duration';
import { renderUpstreamProtocol } from './http-protocol-options';
import { COLLECTOR_CLUSTER } from './names';
import type { BootstrapRefs } from './ecs-or-local';

const CONNECT_TIMEOUT = milliseconds(250);

/** No cluster if the application does not trace with OpenTelemetry. Envoy drops spans while the collector is missing. */
export function renderCollectorCluster(
  { tracing }: Pick<MeshApplication, 'tracing'>,
  { traceSink }: Pick<BootstrapRefs, 'traceSink'>,
): EnvoyCluster[] {
  if (tracing?.tracer !== 'opentelemetry') return [];
  return [
    {
      name: COLLECTOR_CLUSTER,
      connect_timeout: renderDuration(CONNECT_TIMEOUT),
      type: 'STATIC',
      load_assignment: renderLoadAssignment(COLLECTOR_CLUSTER, [traceSink]),
      circuit_breakers: renderCircuitBreakers(),
      ...renderUpstreamProtocol({ protocol: 'grpc' }),
    },
  ];
}
