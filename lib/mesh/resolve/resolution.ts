/** What becomes of a request. */
import type { Duration } from '../duration';
import type { RetryReason } from '../traffic/retry';

export type Resolution = Reached | Lost;

export interface ResolvedTarget {
  readonly node: string;
  /** Above 0, at most 1; those of one resolution sum to 1. */
  readonly probability: number;
  /** After this, the node's own Envoy answers 504, of gRPC status 4. Undefined for an external node. */
  readonly timeout?: Duration;
}

/** A route took it. */
export interface Reached {
  readonly kind: 'reached';
  /** The gateway's route, where it came through one. */
  readonly gatewayRoute?: string;
  readonly service: string;
  readonly port: number;
  readonly route: string;
  /** Sorted by node. Targets of weight 0 are not among them. */
  readonly targets: readonly ResolvedTarget[];
  /** What the node's application reads: the host, and the path with its query. Nothing of bytes over TCP. */
  readonly arrives?: { readonly host: string; readonly path: string };
  /**
   * How often an application of a target may be asked at most for this one request, the first time included: once where
   * every reason in `retryOn` says that none was asked.
   */
  readonly maxTries: number;
  /** How often tasks are tried at most, the first time included, those too whose application is not reached. */
  readonly maxAttempts: number;
  /** What is tried again, by the request's method, sorted; empty for nothing. */
  readonly retryOn: readonly RetryReason[];
  readonly timeout: {
    /** For all tries together: the shorter of gateway's, route's and, in gRPC, the caller's. Absent for none. */
    readonly perRequest?: Duration;
    /** What the caller reads then: 504, of gRPC status 4 (DEADLINE_EXCEEDED). Absent without `perRequest`. */
    readonly endsWith?: 504 | 4;
    /** For each try, absent for none. */
    readonly perTry?: Duration;
    /**
     * For a stream that carries nothing: the shorter of gateway's and route's, and of the longest that a load balancer
     * before the gateway can wait. @default - Envoy's own 5 minutes
     */
    readonly idle?: Duration;
  };
}

/**
 * No application was asked.
 * - `gateway-route`, `route`: none of the gateway's, of the service's routes takes it; the Envoy answers 404, in gRPC
 *   status 12
 * - `host`: what a transparent caller wrote as host is no name of the service; 404
 * - `backend`, `port`: the caller does not declare the service, the service is not on that port; no connection
 * - `protocol`: bytes to what reads requests
 * - `escaped-slash`: the gateway does not take a `%2F` or `%5C`; 400, or 307 to the path with plain slashes
 */
export interface Lost {
  readonly kind: 'lost';
  readonly why: 'gateway-route' | 'route' | 'host' | 'backend' | 'port' | 'protocol' | 'escaped-slash';
  /** Status of HTTP; absent where there is no answer. */
  readonly status?: 404 | 400 | 307;
  readonly gatewayRoute?: string;
  readonly service?: string;
}

/** One list of routes that was looked through. */
export interface Hop {
  readonly at: 'gateway' | 'service';
  readonly name: string;
  /** The request as it was here. */
  readonly host: string;
  readonly path: string;
  /** In the order in which they were tried. */
  readonly passed: readonly PassedRoute[];
  /** Undefined where none took it. */
  readonly taken?: { readonly route: string; readonly match: string };
}

export interface PassedRoute {
  readonly route: string;
  /** Every condition that did not hold, and what the request has there. */
  readonly failed: readonly { readonly condition: string; readonly got?: string }[];
}

export interface Explanation {
  readonly resolution: Resolution;
  /** The gateway's first, where there is one. */
  readonly hops: readonly Hop[];
}
