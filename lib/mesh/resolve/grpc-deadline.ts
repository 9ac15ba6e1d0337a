/** The time that a caller of gRPC gives its call, in the header `grpc-timeout`. Envoy ends the call after it. */
import type { Duration } from '../duration';
import type { ReadRequest } from './request';
import type { Reached } from './resolution';

/** The shorter of the route's time and the caller's. */
export function withDeadline(timeout: Reached['timeout'], { headers }: ReadRequest): Reached['timeout'] {
  const deadline = readDeadline(headers.get('grpc-timeout') ?? '');
  if (deadline === undefined) return timeout;
  const { perRequest = deadline } = timeout;
  const shorter = perRequest.milliseconds < deadline.milliseconds ? perRequest : deadline;
  return { ...timeout, perRequest: shorter, endsWith: 4 };
}

/** https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md: at most eight digits and a unit. */
const UNITS: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000, m: 1, u: 1e-3, n: 1e-6 };

/** In whole milliseconds, as Envoy counts. */
function readDeadline(text: string): Duration | undefined {
  const [, digits = '', unit = ''] = /^([0-9]{1,8})([HMSmun])$/.exec(text) ?? [];
  const length = UNITS[unit];
  return length === undefined ? undefined : { milliseconds: Math.ceil(Number(digits) * length) };
}
