/** The variables of a container. */
import { byKey } from '../by-key';
import { type Address, addressShape, isEmpty, pathsIn, servicesIn, urlsIn } from '../address';
import type { KnownNames } from '../checks/known-names';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { named } from '../checks/shape';
import { quote } from '../checks/value-text';
import type { Protocol } from '../protocol';

/** By name. */
export type Environment<Service extends string = string> = Readonly<
  Record<string, string | Address<Service>>
>;

export const environmentShape = named('environment', addressShape);

/** Sorted by name. */
export function completeEnvironment(environment: Environment = {}): Environment {
  return Object.fromEntries(Object.entries(environment).sort(byKey));
}

/** Which services a node calls, and how. */
export interface Callees {
  readonly backends: KnownNames;
  /** The protocol of a service; undefined if it is not known. */
  readonly protocolOf: (service: string) => Protocol | undefined;
}

/** @param port the port of the first listener */
export function validateEnvironment(
  environment: Environment,
  { port, ...callees }: Callees & { readonly port: number | undefined },
  where: string,
): Problem[] {
  return [
    ...(isOtherPort(environment['PORT'], port)
      ? [problems.environmentPort(`${where} > environment "PORT"`, port, environment['PORT'])]
      : []),
    ...Object.entries(environment).flatMap(([name, value]) => validateVariable(name, value, callees, where)),
  ];
}

/** A port that equals the listener's adds nothing. A worker may choose its own. */
function isOtherPort(said: string | Address | undefined, port: number | undefined): boolean {
  return said !== undefined && port !== undefined && said !== String(port);
}

/** The name of a variable of a container. */
export const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;

function validateVariable(
  name: string,
  value: string | Address,
  { backends, protocolOf }: Callees,
  where: string,
): Problem[] {
  const found = VARIABLE.test(name) ? [] : [problems.environmentName(placeOf(where, name), name)];
  if (isEmpty(value)) found.push(problems.environmentEmpty(placeOf(where, name)));
  if (typeof value === 'string') return found;
  for (const service of new Set(servicesIn(value)))
    if (!backends.has(service))
      found.push(problems.addressNotBackend(placeOf(where, name), service, backends.all));
  for (const path of pathsIn(value))
    if (path !== '' && !path.startsWith('/')) found.push(problems.addressPath(placeOf(where, name), path));
  for (const service of urlsIn(value))
    if (protocolOf(service) === 'tcp') found.push(problems.addressUrlTcp(placeOf(where, name), service));
  return found;
}

const placeOf = (where: string, name: string) => `${where} > environment ${quote(name)}`;
