/**
 * Deployed stacks of applications that the project does not have any more, or never had: their states say which network
 * they read. Their tasks stand in that network, so it cannot go before them.
 */
import { MeshError } from '../../mesh/checks/problem';
import type { StackEntry } from '../../project';
import type { DeployContext } from '../run/deploy-context';
import { readSources, readState, type StateResource } from '../terraform-state/state-file';

const STATE = '.tfstate';

export interface UnknownReader {
  readonly name: string;
  /** Stacks of whose states it reads outputs, as its own state says. */
  readonly reads: readonly string[];
  readonly resources: readonly StateResource[];
}

/**
 * Reads the states of the stage that are of no known stack, and only where a network is to go.
 * @param known stacks of the code, and those that no application declares any more
 */
export async function findUnknownReaders(
  { store, settings }: Pick<DeployContext, 'store' | 'settings'>,
  known: readonly StackEntry[],
  going: readonly StackEntry[],
): Promise<UnknownReader[]> {
  const networks = going.filter(({ part }) => part === 'network').map(({ name }) => name);
  if (networks.length === 0) return [];
  const keys = await store.list(`${settings.stage}-`);
  const owners = networks.map((name) => name.replace(/network$/, ''));
  const unknown = keys.filter(
    (key) =>
      key.endsWith(STATE) &&
      !known.some(({ name }) => key === name + STATE) &&
      // It is named as a stack of the owner would be: the check of orphans says whose it is.
      !owners.some((owner) => key.startsWith(owner)),
  );
  const states = await Promise.all(unknown.sort().map((key) => look(store, key)));
  return states.flat().filter(({ reads }) => reads.some((name) => networks.includes(name)));
}

/** A state that may not be read, or is none, proves nothing. */
async function look(store: DeployContext['store'], key: string): Promise<UnknownReader[]> {
  try {
    const text = (await store.read(key)) ?? '';
    const reads = readSources(text, key).map(stackOf);
    return [{ name: stackOf(key), reads, resources: readState(text, key) }];
  } catch (error) {
    if (error instanceof MeshError) return [];
    throw error;
  }
}

const stackOf = (key: string) => key.replace(/\.tfstate$/, '');
