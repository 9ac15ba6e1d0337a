/** Where a service's route leads, what is tried again, how often, and for how long. */
import type { Duration } from '../duration';
import { authorityBehind } from '../external';
import type { Listener } from '../listener';
import type { Lookup } from '../lookup';
import { isHarmless, isRepeatable, retryReasons } from '../traffic/retry';
import type { MeshRoute } from '../route';
import { ENVOY_IDLE, ENVOY_TIMEOUT, type Timeout } from '../traffic/timeout';
import { withDeadline } from './grpc-deadline';
import type { ReadRequest } from './request';
import type { Reached, ResolvedTarget } from './resolution';

/** The part of the answer that follows from route and method. */
type Answer = Pick<Reached, 'route' | 'targets' | 'maxTries' | 'maxAttempts' | 'retryOn' | 'timeout'>;

export interface ThroughService {
  readonly answerTo: (request: ReadRequest) => Answer;
  /** If the only target is an external node, it reads its own name as host. */
  readonly externalHost?: string;
}

export function throughService(route: MeshRoute, listener: Listener, lookup: Lookup): ThroughService {
  const externalHost = authorityBehind(route.targets.map(({ node }) => lookup.external(node)));
  const targets = Object.freeze(targetsOf(route, listener, lookup));
  const isOutside = route.targets.every(({ node }) => lookup.external(node) !== undefined);
  const timeout = timesOf(route, listener);
  // Computed once: routes answer many requests, and for most of them only this part counts.
  const answerOf = (mayRepeat: boolean): Answer =>
    Object.freeze({ route: route.name, targets, ...triesOf(route, { mayRepeat, isOutside }), timeout });
  const [repeatable, other] = [answerOf(true), answerOf(false)];
  return {
    answerTo: (request) => {
      const answer = isRepeatable(request.method) ? repeatable : other;
      return listener.protocol === 'grpc' ? { ...answer, timeout: withDeadline(timeout, request) } : answer;
    },
    ...(externalHost !== undefined && { externalHost }),
  };
}

interface Asking {
  /** The method may be executed twice without harm. */
  readonly mayRepeat: boolean;
  /** External nodes have no Envoy, so none reports that the application was not reached. */
  readonly isOutside: boolean;
}

function triesOf(
  { retry }: MeshRoute,
  { mayRepeat, isOutside }: Asking,
): Omit<Answer, 'route' | 'targets' | 'timeout'> {
  if (retry === undefined || retry.maxRetries === 0) return { maxTries: 1, maxAttempts: 1, retryOn: [] };
  const retryOn = retryReasons(retry, mayRepeat).filter((reason) => !isOutside || reason !== 'not-reached');
  const maxAttempts = 1 + retry.maxRetries;
  return { maxTries: retryOn.every(isHarmless) ? 1 : maxAttempts, maxAttempts, retryOn };
}

function timesOf({ retry, timeout }: MeshRoute, listener: Listener): Answer['timeout'] {
  const times = timeoutOf(timeout, listener);
  const perTry = retry?.perRetryTimeout;
  return Object.freeze({
    ...times,
    ...(times.perRequest && { endsWith: endOf(listener) }),
    ...(perTry && perTry.milliseconds > 0 && { perTry }),
  });
}

/** Envoy's answer after the time of a request is over. */
export const endOf = ({ protocol }: Pick<Listener, 'protocol'>): 4 | 504 => (protocol === 'grpc' ? 4 : 504);

function targetsOf({ targets }: MeshRoute, { port }: Listener, lookup: Lookup): readonly ResolvedTarget[] {
  const sum = targets.reduce((total, { weight }) => total + weight, 0);
  return targets
    .filter(({ weight }) => weight > 0)
    .map(({ node, weight }) => {
      const timeout = lookup.external(node) === undefined ? ownTimeout(lookup, node, port) : undefined;
      return Object.freeze({ node, probability: weight / sum, ...(timeout && { timeout }) });
    });
}

function ownTimeout(lookup: Lookup, node: string, port: number): Duration | undefined {
  const listener = lookup.node(node).listeners.find((each) => each.port === port);
  return listener && timeoutOf(listener.timeout, listener).perRequest;
}

/** TCP has no requests, so no time per request. */
export function timeoutOf(
  timeout: Timeout | undefined,
  { protocol }: Pick<Listener, 'protocol'>,
): { perRequest?: Duration; idle?: Duration } {
  const perRequest = timeout?.perRequest ?? ENVOY_TIMEOUT;
  // A request without a time limit still ends if it is silent for as long as Envoy waits by default.
  const idle =
    timeout?.idle ?? (protocol !== 'tcp' && perRequest.milliseconds === 0 ? ENVOY_IDLE : undefined);
  return {
    ...(protocol !== 'tcp' && perRequest.milliseconds > 0 && { perRequest }),
    ...(idle && idle.milliseconds > 0 && { idle }),
  };
}
