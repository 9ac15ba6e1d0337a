/** Where a request goes, and what happens to it. */
import type { Duration } from '../duration';
import type { RetryReason } from '../traffic/retry';

export type Resolution = Reached | Lost;

export interface ResolvedTarget {
  readonly node: string;
  /** Above 0, at most 1. The shares of one resolution sum to 1. */
  readonly probability: number;
  /** After this time, the node's own Envoy answers 504, for gRPC status 4. Undefined for an external node. */
  readonly timeout?: Duration;
}

/** A route took it. */
export interface Reached {
  readonly kind: 'reached';
  /** The load balancer's route, if the request was sent to a load balancer. */
  readonly loadBalancerRoute?: string;
  /** The gateway's route, if the request came through a gateway. */
  readonly gatewayRoute?: string;
  /** Absent where a load balancer leads to the node itself. */
  readonly service?: string;
  readonly port: number;
  /** The route of the service. */
  readonly route?: string;
  /** Sorted by node, without targets of weight 0. */
  readonly targets: readonly ResolvedTarget[];
  /** The host, and the path with its query, as the node's application reads them. Absent for TCP. */
  readonly arrives?: { readonly host: string; readonly path: string };
  /**
   * How often applications of a target may get this one request at most, the first time included. It is 1 if every reason
   * in `retryOn` proves that no application got the request.
   */
  readonly maxTries: number;
  /** How many tries there are at most, the first one included. Tries that do not reach an application count too. */
  readonly maxAttempts: number;
  /** For the request's method: which failures are tried again, sorted; empty for none. */
  readonly retryOn: readonly RetryReason[];
  readonly timeout: {
    /**
     * For all tries together: the shortest of the gateway's time, the route's time and, for gRPC, the caller's. Absent if
     * there is no limit.
     */
    readonly perRequest?: Duration;
    /**
     * The status that the caller reads after that time: 504, for gRPC status 4 (DEADLINE_EXCEEDED). Absent without
     * `perRequest`.
     */
    readonly endsWith?: 504 | 4;
    /** For each try; absent if there is no limit. */
    readonly perTry?: Duration;
    /**
     * How long a stream may carry nothing: the shorter of the gateway's time and the route's, and at most as long as a
     * load balancer before the gateway can wait. @default - Envoy's own 5 minutes
     */
    readonly idle?: Duration;
  };
}

/**
 * No application got the request.
 * - `gateway-route`, `route`: no route of the gateway, or of the service, matches; the Envoy answers 404, in gRPC
 * status 12
 * - `host`: the host that a transparent caller wrote is not a name of the service; 404
 * - `backend`, `port`: the caller does not declare the service, or the service is not on that port; no connection
 * - `protocol`: a TCP connection to a listener that reads requests
 * - `load-balancer-route`: no route of the load balancer matches; 404
 * - `redirect`, `respond`: the load balancer answers itself
 * - `escaped-slash`: the gateway does not accept a `%2F` or `%5C`; 400, or 307 to the path with plain slashes
 */
export interface Lost {
  readonly kind: 'lost';
  readonly why:
    | 'gateway-route'
    | 'route'
    | 'host'
    | 'backend'
    | 'port'
    | 'protocol'
    | 'escaped-slash'
    | 'load-balancer-route'
    | 'redirect'
    | 'respond';
  /** Status of HTTP; absent if there is no answer. */
  readonly status?: number;
  /** Where a load balancer's redirect leads. */
  readonly location?: string;
  readonly loadBalancerRoute?: string;
  readonly gatewayRoute?: string;
  readonly service?: string;
}

/** One list of routes that was looked through. */
export interface Hop {
  readonly at: 'load balancer' | 'gateway' | 'service';
  readonly name: string;
  /** The request as it was at this list. */
  readonly host: string;
  readonly path: string;
  /** In the order in which they were tried. */
  readonly passed: readonly PassedRoute[];
  /** Undefined if no route matched. */
  readonly taken?: { readonly route: string; readonly match: string };
}

export interface PassedRoute {
  readonly route: string;
  /** Every condition that did not hold, and the value of the request for it. */
  readonly failed: readonly { readonly condition: string; readonly got?: string }[];
}

export interface Explanation {
  readonly resolution: Resolution;
  /** In the order in which the request came through them. */
  readonly hops: readonly Hop[];
}
