/** The ports on loopback by which a node's application calls its backends, if the node declares them. */
import { byKey } from './by-key';
import type { KnownNames } from './checks/known-names';
import { checkLimit } from './checks/limit';
import { limits } from './checks/limits';
import type { Problem } from './checks/problem';
import { problems } from './checks/problems';
import { quote } from './checks/value-text';

/** By service, sorted. */
export function sortedPorts(ports: Readonly<Record<string, number | undefined>>): Record<string, number> {
  const entries = Object.entries(ports).flatMap(([name, port]): [string, number][] =>
    port === undefined ? [] : [[name, port]],
  );
  return Object.fromEntries(entries.sort(byKey));
}

interface Chosen {
  readonly backendPorts: Readonly<Record<string, number>>;
  readonly interception: 'explicit' | 'transparent';
}

export function validateBackendPorts(
  { backendPorts, interception }: Chosen,
  backends: KnownNames,
  where: string,
): Problem[] {
  const ports = Object.entries(backendPorts);
  const place = `${where} > backendPorts`;
  return [
    ...ports.flatMap(([name, port]) =>
      backends.has(name)
        ? checkLimit(limits.backendPort, port, `${place} > ${quote(name)}`)
        : [problems.backendPortUnknown(place, name, backends.all)],
    ),
    ...(ports.length > 0 && interception === 'transparent' ? [problems.backendPortUnused(place)] : []),
  ];
}
