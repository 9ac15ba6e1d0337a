/** Where a service's route leads, and what is tried how often and how long. */
import type { Duration } from '../duration';
import { externalAuthority } from '../external';
import type { Listener } from '../listener';
import type { Lookup } from '../lookup';
import type { MeshRoute } from '../route';
import { ENVOY_TIMEOUT, type Timeout } from '../timeout';
import type { Reached, ResolvedTarget } from './resolution';

/** All of the answer that does not depend on the request. */
export interface ServiceWay {
  readonly answer: Pick<Reached, 'route' | 'targets' | 'maxTries' | 'retryOn' | 'timeout'>;
  /** The only target, outside of the mesh, reads its own name as host. */
  readonly externalHost?: string;
}

export function serviceWay(route: MeshRoute, listener: Listener, lookup: Lookup): ServiceWay {
  const { retry } = route;
  const tries = retry?.maxRetries ?? 0;
  const externalHost = hostOutside(route, lookup);
  const answer = Object.freeze({
    route: route.name,
    targets: Object.freeze(targetsOf(route, listener, lookup)),
    maxTries: 1 + tries,
    retryOn: tries === 0 ? [] : (retry?.on ?? []),
    timeout: Object.freeze({
      ...timeoutOf(route.timeout, listener),
      ...(retry && tries > 0 && retry.perRetryTimeout.milliseconds > 0 && { perTry: retry.perRetryTimeout }),
    }),
  });
  return { answer, ...(externalHost !== undefined && { externalHost }) };
}

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

/** Of bytes there is no request that could take time. */
export function timeoutOf(
  timeout: Timeout | undefined,
  { protocol }: Pick<Listener, 'protocol'>,
): { perRequest?: Duration; idle?: Duration } {
  const perRequest = timeout?.perRequest ?? ENVOY_TIMEOUT;
  return {
    ...(protocol !== 'tcp' && perRequest.milliseconds > 0 && { perRequest }),
    ...(timeout?.idle && timeout.idle.milliseconds > 0 && { idle: timeout.idle }),
  };
}

function hostOutside({ targets }: MeshRoute, lookup: Lookup): string | undefined {
  const [first, ...others] = targets.map(({ node }) => lookup.external(node));
  return first === undefined || others.length > 0 ? undefined : externalAuthority(first);
}
