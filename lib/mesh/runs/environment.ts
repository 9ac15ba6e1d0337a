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
  const place = () => `${where} > environment ${quote(name)}`;
  const found = VARIABLE.test(name) ? [] : [problems.environmentName(place(), name)];
  if (isEmpty(value)) found.push(problems.environmentEmpty(place()));
  if (typeof value === 'string') return found;
  const strange = new Set(servicesIn(value).filter((service) => !backends.has(service)));
  return [
    ...found,
    ...[...strange].map((service) => problems.addressNotBackend(place(), service, backends.all)),
    ...pathsIn(value)
      .filter((path) => path !== '' && !path.startsWith('/'))
      .map((path) => problems.addressPath(place(), path)),
    ...urlsIn(value)
      .filter((service) => protocolOf(service) === 'tcp')
      .map((service) => problems.addressUrlTcp(place(), service)),
  ];
}
