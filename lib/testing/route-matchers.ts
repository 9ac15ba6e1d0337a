/** Jest matchers for routes: where a request goes, and if not as expected, why. */
import { byKey } from '../mesh/by-key';
import { type Duration, formatDuration } from '../mesh/duration';
import {
  describeLoss,
  describeRequest,
  describeTargets,
  explain,
  formatExplanation,
  type Lost,
  type Reached,
  type Resolution,
} from '../mesh/resolve';
import type { AskedRequest } from './requests';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the way @types/jest is extended
  namespace jest {
    interface Matchers<R> {
      /**
       * Exactly these nodes: one by its name, or several by their shares, in any unit: `{ v1: 90, v2: 10 }` and
       * `{ v1: 9, v2: 1 }` are the same.
       */
      toReach(nodes: string | Readonly<Record<string, number>>): R;
      /** The route of the service that takes the request. */
      toTakeRoute(route: string): R;
      /** The route of the load balancer or of the gateway that takes the request. */
      toEnterBy(route: string): R;
      /** What the application of the node gets: `host`, `path` with its query, or both. */
      toArriveAs(expected: { readonly host?: string; readonly path?: string }): R;
      /** No application gets the request, a load balancer's own answer included; with `why`, for this reason. */
      toBeLost(why?: Lost['why']): R;
      /** How often applications get the request, the first try included; tries that reach none do not count. */
      toBeTriedAtMost(times: number): R;
      /** All tries together; `seconds(0)` for never. */
      toTimeOutAfter(duration: Duration): R;
    }
  }
}

/** One matcher: what is expected in words, what is there in words, and whether they agree. */
interface Verdict {
  readonly expected: string;
  readonly got: string;
  readonly pass: boolean;
}

export const routeMatchers = {
  toReach: matcher((found, nodes: string | Readonly<Record<string, number>>) => {
    const wanted = sharesOf(typeof nodes === 'string' ? { [nodes]: 1 } : nodes);
    return {
      expected: `reach ${describeTargets(wanted)}`,
      got: outcomeOf(found),
      pass: found.kind === 'reached' && isSameShare(found.targets, wanted),
    };
  }),
  toTakeRoute: matcher((found, route: string) => ({
    expected: `take route ${route}`,
    got: found.kind === 'lost' ? describeLoss(found) : describeRoute(found),
    pass: found.kind === 'reached' && found.route === route,
  })),
  toEnterBy: matcher((found, route: string) => ({
    expected: `enter by route ${route}`,
    got:
      entriesOf(found).length === 0
        ? 'enters by none'
        : `enters by route ${entriesOf(found).join(', then ')}`,
    pass: entriesOf(found).includes(route),
  })),
  toArriveAs: matcher((found, expected: { readonly host?: string; readonly path?: string }) => {
    const arrives = found.kind === 'reached' ? found.arrives : undefined;
    const { host = arrives?.host, path = arrives?.path } = expected;
    return {
      expected: `arrive as ${expected.host ?? '(any host)'}${expected.path ?? '(any path)'}`,
      got: arrives === undefined ? outcomeOf(found) : `arrives as ${arrives.host}${arrives.path}`,
      pass: arrives !== undefined && arrives.host === host && arrives.path === path,
    };
  }),
  toBeLost: matcher((found, why?: Lost['why']) => ({
    expected: why === undefined ? 'be lost' : `be lost (${why})`,
    got: found.kind === 'lost' ? `${describeLoss(found)} (${found.why})` : outcomeOf(found),
    pass: found.kind === 'lost' && (why === undefined || found.why === why),
  })),
  toBeTriedAtMost: matcher((found, times: number) => ({
    expected: `be tried at most ${times} times`,
    got: found.kind === 'lost' ? describeLoss(found) : `is tried at most ${found.maxTries} times`,
    pass: found.kind === 'reached' && found.maxTries === times,
  })),
  toTimeOutAfter: matcher((found, duration: Duration) => ({
    expected: `time out after ${formatDuration(duration)}`,
    got: found.kind === 'lost' ? describeLoss(found) : timeOf(found),
    pass: found.kind === 'reached' && (found.timeout.perRequest?.milliseconds ?? 0) === duration.milliseconds,
  })),
};

function matcher<Expected extends unknown[]>(judge: (found: Resolution, ...expected: Expected) => Verdict) {
  return ({ application, request }: AskedRequest, ...expected: Expected) => {
    const explanation = explain(application, request);
    const verdict = judge(explanation.resolution, ...expected);
    return {
      pass: verdict.pass,
      message: () =>
        [
          `expected ${describeRequest(request)} ${verdict.pass ? 'not ' : ''}to ${verdict.expected}; it ${verdict.got}`,
          '',
          formatExplanation(request, explanation),
        ].join('\n'),
    };
  };
}

interface Share {
  readonly node: string;
  readonly probability: number;
}

function sharesOf(nodes: Readonly<Record<string, number>>): Share[] {
  const sum = Object.values(nodes).reduce((total, weight) => total + weight, 0);
  return Object.entries(nodes)
    .filter(([, weight]) => weight > 0)
    .sort(byKey)
    .map(([node, weight]) => ({ node, probability: weight / sum }));
}

/** Shares are quotients of whole numbers up to 100, so shares that differ do so by more than this. */
const ROUNDING = 1e-9;

function isSameShare(a: readonly Share[], b: readonly Share[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ node, probability }, index) => {
      const other = b[index];
      return other?.node === node && Math.abs(other.probability - probability) < ROUNDING;
    })
  );
}

const describeRoute = ({ route, service }: Reached) =>
  service === undefined ? 'takes no route of a service' : `takes route ${route} of ${service}`;

/** The routes of the load balancer and of the gateway. */
const entriesOf = ({ loadBalancerRoute, gatewayRoute }: Resolution) =>
  [loadBalancerRoute, gatewayRoute].filter((each) => each !== undefined);

const outcomeOf = (found: Resolution) =>
  found.kind === 'lost' ? describeLoss(found) : `reaches ${describeTargets(found.targets)}`;

const timeOf = ({ timeout: { perRequest } }: Reached) =>
  perRequest === undefined ? 'never times out' : `times out after ${formatDuration(perRequest)}`;
