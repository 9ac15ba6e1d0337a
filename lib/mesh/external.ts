/** External nodes: the mesh calls them and does not run them. Examples are a database and a partner's API. */
import { readBlock } from './surroundings/address-block';
import { elsewhere } from './checks/misplaced-fields';
import type { Listener } from './listener';
import { listenerShape } from './listener-shape';
import { validateListener } from './validate-listener';
import {
  completeExternalGroup,
  type ExternalGroup,
  type ExternalGroupDefinition,
  externalGroupShape,
  validateExternalGroup,
} from './surroundings/external-group';
import { completeHost, type Host, hostShape, hostText, validateHost } from './surroundings/external-host';
import type { Problem } from './checks/problem';
import { problems } from './checks/problems';
import { text } from './checks/shape';
import { fieldsIn, optional } from './checks/fields';
import { quote } from './checks/value-text';

export interface ExternalDefinition {
  /** Its protocol and port: `tcp(5432)`. */
  readonly external: Listener;
  /**
   * Its name in DNS, lower case: `'db.example.com'`, `fromState(…)` or `fromParameter(…)`. The plan fails if a reference leads
   * to anything else.
   */
  readonly host: Host;
  /** IPv4 block of its addresses: callers may reach these and no other. @default - any address, on its port */
  readonly cidr?: string;
  /**
   * Security group of the external system, in the same VPC or a peered one: callers may reach the members of this group,
   * and no other address. It replaces `cidr`. @default - callers reach addresses
   */
  readonly securityGroup?: ExternalGroupDefinition;
  readonly listeners?: never;
  readonly backends?: never;
  readonly runs?: never;
  readonly loadBalancer?: never;
  readonly open?: never;
}

export const externalShape = fieldsIn(elsewhere.external)<
  Omit<ExternalDefinition, 'listeners' | 'backends' | 'runs' | 'loadBalancer' | 'open'>
>({
  external: listenerShape,
  host: hostShape,
  cidr: optional(text),
  securityGroup: optional(externalGroupShape),
});

export interface MeshExternal {
  readonly name: string;
  readonly listener: Listener;
  readonly host: Host;
  readonly cidr?: string;
  readonly securityGroup?: ExternalGroup;
}

export function completeExternal(
  name: string,
  { external, host, cidr, securityGroup }: ExternalDefinition,
): MeshExternal {
  return {
    name,
    listener: external,
    host: completeHost(host),
    ...(cidr !== undefined && { cidr }),
    ...(securityGroup && { securityGroup: completeExternalGroup(securityGroup) }),
  };
}

/** The host that it reads, as a client writes it: HTTP's default port is left out. */
function externalAuthority({ host, listener: { port } }: MeshExternal): string {
  return port === 80 ? hostText(host) : `${hostText(host)}:${port}`;
}

/**
 * The host of requests that take a route, if the route leads to exactly one external node. Else undefined, and the host
 * stays as the caller wrote it.
 * @param targets the external node of each of the route's targets; undefined for a target that runs here
 */
export function authorityBehind(targets: readonly (MeshExternal | undefined)[]): string | undefined {
  const [first, ...others] = targets;
  return first === undefined || others.length > 0 ? undefined : externalAuthority(first);
}

export function validateExternal(external: MeshExternal): Problem[] {
  const where = `node ${quote(external.name)}`;
  const { listener, host, cidr, securityGroup } = external;
  const place = `${where} > external`;
  return [
    ...validateListener(listener, place),
    ...(['timeout', 'connectionPool', 'outlierDetection', 'keepAlive'] as const)
      .filter((field) => field in listener && listener[field as keyof Listener] !== undefined)
      .map((field) => problems.externalListener(place, field)),
    ...validateHost(host, where),
    ...(cidr === undefined || readBlock(cidr) !== undefined ? [] : [problems.externalCidr(where, cidr)]),
    ...(securityGroup ? validateExternalGroup(securityGroup, where) : []),
    ...(securityGroup && cidr !== undefined ? [problems.externalCidrAndGroup(where, cidr)] : []),
    // Every task may use HTTPS, with and without an external node.
    ...(cidr === undefined && securityGroup === undefined && listener.port !== 443
      ? [problems.externalOpen(where, listener.port)]
      : []),
  ];
}
