/** An explanation as a tree for people: through which routes, to which nodes, how often and how long. */
import { formatDuration } from '../duration';
import type { Step } from './follow';
import type { MeshRequest } from './request';
import type { Explanation, Hop, Lost, PassedRoute, Reached, ResolvedTarget } from './resolution';

interface Branch {
  readonly text: string;
  readonly branches: readonly Branch[];
}

/**
 * One line for each list of routes, one for each route that did not match and why, one for the route that matched, and
 * its result.
 * @example formatExplanation(request, explain(application, request))
 */
export function formatExplanation(request: MeshRequest, explanation: Explanation): string {
  const { resolution } = explanation;
  const isTcp = request.protocol === 'tcp';
  const hops = explanation.hops.map((hop) => (isTcp ? { ...hop, path: '' } : hop));
  const branches = hops.length === 0 ? outcome(resolution) : hopsFrom(hops, resolution);
  return [describeRequest(request), ...draw(branches, '')].join('\n');
}

/** One tree after the other, and the nodes at which the last ones end. @param ends see `endsOf` */
export function formatSteps(steps: readonly Step[], ends: readonly string[]): string {
  const trees = steps.map(({ request, explanation }) => formatExplanation(request, explanation));
  return [...trees, ...(ends.length === 0 ? [] : [`Ends at ${ends.join(' and ')}.`])].join('\n\n');
}

/** `GET /cart from web to cart`, `shop.Prices/Get from web to prices`, `TCP from web to db`. */
export function describeRequest({ from, to, ...request }: MeshRequest): string {
  const { method = 'GET', path = '/', serviceName, methodName, protocol } = request;
  const isGrpc = serviceName !== undefined || protocol === 'grpc';
  const what = isGrpc ? `gRPC ${serviceName ?? ''}/${methodName ?? ''}` : `${method} ${path}`;
  return `${protocol === 'tcp' ? 'TCP' : what} from ${from}${to === undefined ? '' : ` to ${to}`}`;
}

/** `cart-v1 90 %, cart-v2 10 %`. */
export function describeTargets(targets: readonly Pick<ResolvedTarget, 'node' | 'probability'>[]): string {
  return targets.map(({ node, probability }) => `${node} ${percent(probability)}`).join(', ');
}

/** To a tenth. */
const percent = (probability: number) => `${Math.round(probability * 1000) / 10} %`;

/** {@link Lost.why} in words. */
export function describeLoss({ why, service, status, location }: Lost): string {
  if (why === 'redirect') return `is redirected by the load balancer with ${status} to ${location}`;
  if (why === 'respond') return `is answered by the load balancer with ${status}`;
  const answer = status === undefined ? 'no connection' : `answered with ${status}`;
  return `is lost: ${reasons[why](service ?? '')}, ${answer}`;
}

const reasons: Readonly<Record<Exclude<Lost['why'], 'redirect' | 'respond'>, (service: string) => string>> = {
  'load-balancer-route': () => 'no route of the load balancer takes it',
  'gateway-route': () => 'no route of the gateway takes it',
  route: (service) => `no route of service ${service} takes it`,
  host: (service) => `the host is not a name of service ${service}`,
  backend: (service) => `service ${service} is not a backend of the caller`,
  port: (service) => `service ${service} is not on that port`,
  protocol: () => 'the caller sends bytes, and the service expects requests',
  'escaped-slash': () => 'the gateway takes no %2F or %5C in a path',
};

function hopsFrom([hop, ...rest]: readonly Hop[], resolution: Reached | Lost): Branch[] {
  if (hop === undefined) return outcome(resolution);
  const taken = hop.taken && {
    text: `✓ ${hop.taken.route}: ${hop.taken.match}`,
    branches: hopsFrom(rest, resolution),
  };
  const branches = [...hop.passed.map(passedBranch), ...(taken ? [taken] : outcome(resolution))];
  return [{ text: `${hop.at} ${hop.name} reads ${hop.host}${hop.path}`, branches }];
}

function passedBranch({ route, failed }: PassedRoute): Branch {
  const reads = failed.map(
    ({ condition, got }) => `${condition}, got ${got === undefined ? 'nothing' : JSON.stringify(got)}`,
  );
  return { text: `✗ ${route}: ${reads.join('; ')}`, branches: [] };
}

function outcome(resolution: Reached | Lost): Branch[] {
  const lines = resolution.kind === 'lost' ? [describeLoss(resolution)] : reachedLines(resolution);
  return lines.map((text) => ({ text, branches: [] }));
}

function reachedLines({ targets, arrives, timeout, ...tried }: Reached): string[] {
  const { perRequest, perTry, idle, endsWith } = timeout;
  const times = [
    ...(perTry ? [`${formatDuration(perTry)} a try`] : []),
    ...(perRequest ? [`${formatDuration(perRequest)} in all${endsWith === 4 ? DEADLINE : ''}`] : []),
    ...(idle ? [`${formatDuration(idle)} without a byte`] : []),
  ];
  return [
    `reaches ${describeTargets(targets)}`,
    ...(arrives ? [`arrives as ${arrives.host}${arrives.path}`] : []),
    describeTries(tried),
    ...(times.length > 0 ? [`may take ${times.join(', ')}`] : []),
  ];
}

const DEADLINE = ' and ends with status 4 (DEADLINE_EXCEEDED)';

/** `is tried at most 3 times, on gateway-error`. */
function describeTries({
  maxTries,
  maxAttempts,
  retryOn,
}: Pick<Reached, 'maxTries' | 'maxAttempts' | 'retryOn'>): string {
  if (maxAttempts === 1) return 'is tried once';
  const tried = `tried at most ${maxAttempts} times, on ${retryOn.join(', ')}`;
  return maxTries === 1 ? `is executed at most once: ${tried}` : `is ${tried}`;
}

function draw(branches: readonly Branch[], indent: string): string[] {
  return branches.flatMap(({ text, branches: own }, index) => {
    const isLast = index === branches.length - 1;
    return [`${indent}${isLast ? '└─ ' : '├─ '}${text}`, ...draw(own, `${indent}${isLast ? '   ' : '│  '}`)];
  });
}
