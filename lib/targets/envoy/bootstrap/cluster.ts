/** A destination of an Envoy's requests, in Envoy's words. */
import { milliseconds, seconds } from '../../../mesh/duration';
import type { LoadAssignment } from './address';
import type { CircuitBreakers } from './circuit-breakers';
import type { DnsClusterType } from './dns-cluster';
import type { EnvoyDuration } from './duration';
import type { EnvoyHealthCheck } from './health-check';
import type { HttpProtocolOptions } from './http-protocol-options';
import type { EnvoyOutlierDetection } from './outlier-detection';

export interface EnvoyCluster {
  readonly name: string;
  readonly connect_timeout: EnvoyDuration;
  readonly type?: 'STATIC' | 'ORIGINAL_DST';
  readonly lb_policy?: 'CLUSTER_PROVIDED';
  readonly cluster_type?: DnsClusterType;
  readonly wait_for_warm_on_init?: false;
  readonly load_assignment?: LoadAssignment;
  readonly health_checks?: readonly [EnvoyHealthCheck];
  readonly common_lb_config?: { readonly healthy_panic_threshold: { readonly value: number } };
  readonly circuit_breakers: CircuitBreakers;
  readonly per_connection_buffer_limit_bytes?: number;
  readonly outlier_detection?: EnvoyOutlierDetection;
  readonly typed_extension_protocol_options?: HttpProtocolOptions;
}

/** App Mesh's values: one second to another task, a quarter of a second inside the task. */
export const EGRESS_CONNECT_TIMEOUT = seconds(1);
export const LOOPBACK_CONNECT_TIMEOUT = milliseconds(250);
