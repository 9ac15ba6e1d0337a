/**
 * Reports zeros, which the Terraform provider leaves out (measured with 5.100.0). App Mesh then refuses the
 * call, or gets a duration without a length, whose effect is not known.
 */
import { quote } from '../../mesh/checks/value-text';
import type { MeshApplication } from '../../mesh/application';
import type { Duration } from '../../mesh/duration';
import type { Listener } from '../../mesh/listener';
import type { MeshMatch } from '../../mesh/match/match';
import type { Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import type { MeshRoute } from '../../mesh/route';

export function validateZeros({ nodes, services, gateways }: MeshApplication): Problem[] {
  return [
    ...nodes.flatMap(({ name, listeners }) =>
      listeners.flatMap((listener) =>
        validateListener(listener, `node ${quote(name)} > listener ${listener.port}`),
      ),
    ),
    ...services.flatMap(({ name, routes }) =>
      routes.flatMap((route) => validateRoute(route, `service ${quote(name)} > route ${quote(route.name)}`)),
    ),
    ...gateways.flatMap(({ name, routes }) =>
      routes.flatMap((route) =>
        validateRanges(route.match, `gateway ${quote(name)} > route ${quote(route.name)}`),
      ),
    ),
  ];
}

const lost = (where: string, zero: string, fix: string): Problem =>
  problems.unsupported(where, 'app-mesh', `${zero} in its Terraform provider`, fix);

function validateListener({ timeout, outlierDetection }: Listener, where: string): Problem[] {
  const isNever = outlierDetection?.maxEjectionPercent === 0;
  return [
    ...validateTimeouts(timeout, where),
    ...(isNever ? [lost(where, 'max ejection of 0 %', 'use 1 or more: one task may always be ejected')] : []),
  ];
}

function validateRoute({ timeout, retry, match }: MeshRoute, where: string): Problem[] {
  // A request without a limit has tries without a limit, which is the same mistake.
  const isOwn = timeout?.perRequest?.milliseconds !== 0;
  return [
    ...validateTimeouts(timeout, where),
    ...(isOwn ? validateTimeouts({ perRetry: retry?.perRetryTimeout }, where) : []),
    ...validateRanges(match, where),
  ];
}

type Timeouts = Readonly<Partial<Record<'perRequest' | 'idle' | 'perRetry', Duration | undefined>>>;

function validateTimeouts(timeouts: Timeouts = {}, where: string): Problem[] {
  const words = { perRequest: 'per-request timeout', idle: 'idle timeout', perRetry: 'per-retry timeout' };
  const fields = ['perRequest', 'idle', 'perRetry'] as const;
  return fields
    .filter((field) => timeouts[field]?.milliseconds === 0)
    .map((field) => lost(where, `${words[field]} of 0`, 'use a long one, such as minutes(60)'));
}

function validateRanges({ headers, metadata }: MeshMatch, where: string): Problem[] {
  return [...headers, ...metadata].flatMap(({ name, match: given }) => {
    const match = given.kind === 'not' ? given.match : given;
    if (match.kind !== 'range' || Math.min(match.start, match.end) > 0) return [];
    return [
      lost(`${where} > ${quote(name)}`, 'range that starts or ends below 1', 'start it at 1, or use a regex'),
    ];
  });
}
