/**
 * Limits of a gateway's Envoy for clients outside, as in Envoy's guide for the edge
 * (https://www.envoyproxy.io/docs/envoy/v1.40.0/configuration/best_practices/edge): decision 0028.
 */
import { seconds } from '../../../mesh/duration';
import { renderDuration } from './duration';

/**
 * How long a client may take to send the headers of a request. The guide gives no value; browsers send them in one piece.
 */
const HEADERS_WITHIN = seconds(10);

/**
 * The guide's 32 KiB, instead of Envoy's own 1 MiB: data that one side has sent and the other has not yet taken. A
 * request is kept up to this size for retries; a gateway does not retry a longer one.
 */
const BUFFER_BYTES = 32 * 1024;

/** The guide's 100 requests at once on a connection, with 64 KiB in flight for each and 1 MiB for all. */
export const HTTP2_LIMITS = {
  max_concurrent_streams: 100,
  initial_stream_window_size: 64 * 1024,
  initial_connection_window_size: 1024 * 1024,
} as const;

/** A limit for listeners and for clusters. */
export const BUFFER_LIMIT = { per_connection_buffer_limit_bytes: BUFFER_BYTES } as const;

/** A listener that answers even when the limits of connections and memory are reached. */
export const ALWAYS_ANSWERS = { ignore_global_conn_limit: true, bypass_overload_manager: true } as const;

/** The second hop: the first hop has already admitted the requests of its connections. */
export const SECOND_HOP_LIMITS = { ...ALWAYS_ANSWERS, ...BUFFER_LIMIT } as const;

/** Limits of a connection manager. */
export const TIME_LIMIT = { request_headers_timeout: renderDuration(HEADERS_WITHIN) } as const;
