/**
 * Refuses to remove a node, listener or rule that callers still use, if Terraform does not know the right order: across
 * stacks, and between nodes that call each other. Within one stack the JSON has the order, and the state records it.
 */
import type { MeshApplication } from '../../mesh/application';
import type { Problem } from '../../mesh/checks/problem';
import { targetNamed, type TargetName } from '../../targets';
import type { StackEntry } from '../../project';
import { applicationsOf } from '../stacks/stack-choice';
import { validateCallerGroups } from './caller-groups-check';
import { listenerInUse, nodeInUse, nodeStillRuns, wayInUse } from './nodes-in-use-problems';
import {
  groupAddress,
  holdersOf,
  type Leader,
  leadersIn,
  type Led,
  nodeOf,
  serviceAddress,
} from '../switch-target/running-nodes';
import type { States } from '../terraform-state/state-file';

export interface Change {
  readonly application: MeshApplication;
  readonly target: TargetName;
  /** States of all stacks of the application. */
  readonly states: States;
  /** Names of the stacks that are deployed. */
  readonly chosen: ReadonlySet<string>;
}

/** @param states of every stack of the applications that are deployed, whether or not this run deploys it */
export function validateNodesInUse(
  chosen: readonly StackEntry[],
  stacks: readonly StackEntry[],
  { target, states }: { readonly target: TargetName; readonly states: States },
): Problem[] {
  return applicationsOf(chosen).flatMap((application) => {
    const own = stacks.filter((stack) => stack.application?.name === application.name);
    return validateChange({
      application,
      target,
      states: new Map(own.map(({ name }) => [name, states.get(name) ?? []])),
      chosen: new Set(chosen.map(({ name }) => name)),
    });
  });
}

function validateChange(change: Change): Problem[] {
  const { application, states } = change;
  const staying = new Set([...application.nodes, ...application.gateways].map(({ name }) => name));
  const calls = callsIn(change);
  const leaders = leadersIn(states, application.namespace)
    // A node that is removed too will not call any node.
    .filter(({ kind, name }) => kind === 'route' || staying.has(name));
  return [
    ...leaders.flatMap((leader) => leader.leads.flatMap((led) => validateLed(change, leader, led, calls))),
    ...validateGroups(change),
    ...validateCallerGroups(change),
  ].filter(isFirst());
}

/** `from` may open connections to `to`, by port. */
type Calls = ReadonlySet<string>;

function callsIn({ application, target }: Change): Calls {
  return new Set(
    targetNamed(target)
      .calls(application)
      .flatMap(({ from, to, port }) => [`${from} ${to}`, `${from} ${to} ${port}`, `* ${to}`]),
  );
}

function validateLed(change: Change, leader: Leader, led: Led, calls: Calls): Problem[] {
  const { application, states, chosen } = change;
  const { node, port } = led;
  const isHere = (address: string) => holdersOf(states, address).some((stack) => chosen.has(stack));
  const runsHere = isHere(serviceAddress(node));
  const declared = application.nodes.find(({ name }) => name === node);
  if (declared === undefined) return validateRemoved(change, leader, node);
  if (runsHere && port !== undefined && !declared.listeners.some((listener) => listener.port === port))
    return [listenerInUse(node, port, leader.name)];
  const [platform] = holdersOf(states, groupAddress(node)).filter((stack) => chosen.has(stack));
  if (platform === undefined || platform === leader.stack) return [];
  const way =
    leader.kind === 'route' ? `* ${node}` : `${leader.name} ${node}${port === undefined ? '' : ` ${port}`}`;
  return calls.has(way) ? [] : [wayInUse(node, leader.name, leader.stack)];
}

function validateRemoved({ states, chosen }: Change, leader: Leader, node: string): Problem[] {
  const parts = [serviceAddress(node), groupAddress(node)];
  const taken = parts.flatMap((address) =>
    holdersOf(states, address)
      .filter((stack) => chosen.has(stack))
      .map((stack) => ({ stack, address })),
  );
  const isKept = ({ stack }: { readonly stack: string }) =>
    stack === leader.stack && leader.keeps.has(serviceAddress(node));
  return taken.every(isKept) ? [] : [nodeInUse(node, leader.name)];
}

/** AWS deletes no group while tasks use it, and Terraform would retry for 15 minutes. */
function validateGroups({ application, states, chosen }: Change): Problem[] {
  const declared = new Set(application.nodes.map(({ name }) => name));
  return [...states].flatMap(([stack, resources]) =>
    resources
      .filter(({ type }) => type === 'aws_ecs_service' && !chosen.has(stack))
      .map(nodeOf)
      .filter((node) => !declared.has(node))
      .filter((node) => holdersOf(states, groupAddress(node)).some((holder) => chosen.has(holder)))
      .map((node) => nodeStillRuns(node, stack)),
  );
}

/** Reports two routes to one node as one mistake. */
function isFirst(): (problem: Problem) => boolean {
  const seen = new Set<string>();
  return ({ code, where, what }) => {
    const key = JSON.stringify([code, where, what]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  };
}
