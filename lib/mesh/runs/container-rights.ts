/** The user of an application's container, and its kernel capabilities. */
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { listNames } from '../checks/problem';
import type { Origin } from './origin';

/**
 * User `node` of the Node images that sources build on. It is a number, since a name would have to exist in the image.
 * (https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#non-root-user)
 */
export const OWN_USER = '1000';

/** User of the Envoy container, as App Mesh sets it. The platform does not redirect its own connections to Envoy. */
export const ENVOY_UID = 1337;

/** API reference, ContainerDefinition: a user or a uid, with a group or a gid after `:`. */
const NAME = /^[a-z_][a-z0-9_-]{0,31}$/;

/** Without leading zeros, which a runtime ignores: `01337` is Envoy, `00` is root. */
const NUMBER = /^(0|[1-9]\d*)$/;

/** The largest that runtimes take (https://github.com/moby/sys/blob/main/user/user.go: `maxID`, that of 32-bit systems). */
const LARGEST_ID = 2_147_483_647;

export interface ContainerRights {
  /** If undefined, the image decides. */
  readonly user?: string;
  readonly dropCapabilities: boolean;
}

interface RightsOfNode {
  readonly name: string;
  readonly interception: 'explicit' | 'transparent';
  readonly runs: { readonly origin: Origin; readonly user?: string; readonly dropCapabilities?: boolean };
}

/**
 * An image that is built from a source of the project runs without capabilities, unless the node says otherwise. An image
 * from elsewhere may need any of them, so it keeps them unless the node says otherwise.
 */
export function containerRights(
  { user, dropCapabilities }: { readonly user?: string; readonly dropCapabilities?: boolean },
  { isForeign }: { readonly isForeign: boolean },
): ContainerRights {
  const own = user ?? (isForeign ? undefined : OWN_USER);
  return { ...(own !== undefined && { user: own }), dropCapabilities: dropCapabilities ?? !isForeign };
}

export function validateUser(user: string | undefined, where: string): Problem[] {
  if (user === undefined) return [];
  const parts = user.split(':');
  if (parts.length > 2 || !parts.every(isUserOrGroup)) return [problems.containerUser(where, user)];
  return userOf(user) === String(ENVOY_UID) ? [problems.containerUserEnvoy(where, user, ENVOY_UID)] : [];
}

function isUserOrGroup(part: string): boolean {
  return NAME.test(part) || (NUMBER.test(part) && Number(part) <= LARGEST_ID);
}

/** Warns of nodes whose container may run as root, or may become another user. */
export function validateContainerRights(
  nodes: readonly RightsOfNode[],
  {
    isIntercepted,
    isForeign,
  }: {
    /** The platform redirects the connections of the node's application to Envoy, but not those of Envoy's own user. */
    readonly isIntercepted: (node: RightsOfNode) => boolean;
    /** True for an `image` of a node. */
    readonly isForeign: (origin: Origin) => boolean;
  },
): Problem[] {
  const open = nodes.filter(({ runs }) =>
    isOpen(containerRights(runs, { isForeign: isForeign(runs.origin) })),
  );
  const names = (of: readonly RightsOfNode[]) => listNames(of.map(({ name }) => name));
  const [led, others] = [open.filter(isIntercepted), open.filter((node) => !isIntercepted(node))];
  return [
    ...(others.length > 0 ? [problems.containerOpen(names(others))] : []),
    ...(led.length > 0 ? [problems.containerOpenTransparent(names(led), ENVOY_UID)] : []),
  ];
}

function isOpen({ user, dropCapabilities }: ContainerRights): boolean {
  return !dropCapabilities || user === undefined || ['root', '0'].includes(userOf(user));
}

/** Without the group. */
const userOf = (user: string): string => user.split(':')[0] ?? '';
