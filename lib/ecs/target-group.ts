/** A target group: where a load balancer sends requests, how it distributes them, and how it checks the tasks. */
import type { LbTargetGroupConfig, LbTargetGroupHealthCheck } from '@cdktf/provider-aws/lib/lb-target-group';
import { isOfHttp, type LoadBalancer } from '../mesh/entry/load-balancer';
import type { TargetGroup } from '../mesh/entry/target-group';
import type { Duration } from '../mesh/duration';
import type { Protocol } from '../mesh/protocol';
import { escapeTemplate } from './escape-template';
import type { LoadBalancerEnd } from './load-balancer-end';
import type { TargetHealth } from './target-health';

export interface TargetGroupRefs {
  readonly name: string;
  readonly vpcId: string;
  /** How long requests may still take on a task that leaves. */
  readonly deregistrationSeconds: number;
}

/** The protocol between the load balancer and the tasks. */
export const groupProtocol = (loadBalancer: Pick<LoadBalancer, 'kind'>): 'HTTP' | 'TCP' =>
  isOfHttp(loadBalancer) ? 'HTTP' : 'TCP';

const versions: Readonly<Partial<Record<Protocol, string>>> = { http2: 'HTTP2', grpc: 'GRPC' };

export function renderTargetGroup(
  loadBalancer: Pick<LoadBalancer, 'kind' | 'targetGroup'>,
  { port, protocol: spoken, health }: LoadBalancerEnd,
  { name, vpcId, deregistrationSeconds }: TargetGroupRefs,
): LbTargetGroupConfig {
  const protocol = groupProtocol(loadBalancer);
  const { [spoken]: version } = versions;
  const { deregistrationDelay, slowStart, algorithm, stickiness, healthCheck } =
    loadBalancer.targetGroup ?? {};
  return {
    name,
    port,
    protocol,
    ...(protocol === 'HTTP' && version !== undefined && { protocolVersion: version }),
    targetType: 'ip',
    vpcId,
    deregistrationDelay: String(deregistrationDelay ? seconds(deregistrationDelay) : deregistrationSeconds),
    // AWS turns it off by default for targets that are addresses. The gateway would then take the load balancer's address
    // for the client's (decision 0028).
    ...(protocol === 'TCP' && { preserveClientIp: 'true' }),
    ...(slowStart && { slowStart: seconds(slowStart) }),
    ...(algorithm && { loadBalancingAlgorithmType: algorithm }),
    ...(stickiness && { stickiness: renderStickiness(stickiness) }),
    healthCheck: renderHealthCheck(health, {
      ...healthCheck,
      isGrpc: protocol === 'HTTP' && spoken === 'grpc',
    }),
  };
}

const seconds = ({ milliseconds }: Duration) => milliseconds / 1000;

function renderStickiness(stickiness: NonNullable<TargetGroup['stickiness']>) {
  if ('by' in stickiness) return { type: 'source_ip' };
  const { cookie, duration } = stickiness;
  return {
    type: cookie === undefined ? 'lb_cookie' : 'app_cookie',
    cookieDuration: seconds(duration),
    ...(cookie !== undefined && { cookieName: cookie }),
  };
}

/** OK is 200, and in gRPC 0. */
function renderHealthCheck(
  health: TargetHealth,
  {
    codes,
    interval,
    timeout,
    isGrpc,
    ...thresholds
  }: NonNullable<TargetGroup['healthCheck']> & { readonly isGrpc: boolean },
): LbTargetGroupHealthCheck {
  return {
    port: health.port === undefined ? 'traffic-port' : String(health.port),
    // For TCP too: an open port means that Envoy runs, not that it is ready.
    ...(health.path === undefined
      ? { protocol: 'TCP' }
      : {
          path: escapeTemplate(health.path),
          protocol: 'HTTP',
          matcher: codes ?? health.matcher ?? (isGrpc ? '0' : '200'),
        }),
    interval: interval ? seconds(interval) : 10,
    timeout: timeout ? seconds(timeout) : 5,
    healthyThreshold: thresholds.healthyThreshold ?? 2,
    unhealthyThreshold: thresholds.unhealthyThreshold ?? 2,
  };
}
