/** Deploys stacks in order. Everything that can be refused is refused before the first of them. */
import { type Problem, throwErrors } from '../mesh/problem';
import type { StackEntry } from '../project';
import { STATE_STACK } from '../project';
import { adoptBucket, mustAdopt } from './adoption';
import { validateBucketSetting, validateStanding } from './bucket-checks';
import { stackUpstreamMissing } from './problems';
import type { StateResource } from './state-file';
import type { BucketStanding } from './state-store';
import { mustSucceed } from './terraform';
import { readStates, type Workplace } from './workplace';

export interface DeployOptions {
  /** Without it terraform asks before each stack. */
  readonly autoApprove: boolean;
}

export async function deployStacks(
  workplace: Workplace,
  chosen: readonly StackEntry[],
  { autoApprove }: DeployOptions,
): Promise<void> {
  const { settings, stacks, store, terraform, say } = workplace;
  throwErrors(validateBucketSetting(workplace));
  say(`looking at bucket "${store.bucket}"`);
  const standing = await store.standing();
  throwErrors(validateStanding(workplace, standing));
  const upstream = stacks.filter(({ name }) => chosen.some(({ reads }) => reads.includes(name)));
  const states = standing.kind === 'own' ? await readStates(workplace, upstream) : new Map();
  throwErrors(validateUpstream(chosen, standing, states));
  const approval = autoApprove ? ['-auto-approve', '-input=false'] : [];
  for (const [index, { name, part, runsImages }] of chosen.entries()) {
    say(`\n==> ${name} (${index + 1} of ${chosen.length})`);
    if (runsImages && settings.build === 'elsewhere' && settings.images.kind === 'built')
      say(
        'its tasks start once its images are pushed: npm run images lists them, MESH_BUILD=docker pushes them',
      );
    await mustSucceed(terraform, name, 'init', '-input=false');
    if (part === 'state' && mustAdopt(workplace, standing)) await adoptBucket(workplace);
    await mustSucceed(terraform, name, 'apply', ...approval);
  }
  say(`\ndeployed: ${chosen.map(({ name }) => name).join(', ')}`);
}

/** What is deployed in the same run is there in time: stacks come in order. */
export function validateUpstream(
  chosen: readonly StackEntry[],
  standing: BucketStanding,
  states: ReadonlyMap<string, readonly StateResource[]>,
): Problem[] {
  const isChosen = (name: string) => chosen.some((stack) => stack.name === name);
  const first = chosen.find(({ part }) => part !== 'state');
  if (standing.kind === 'none' && first !== undefined && !isChosen(STATE_STACK))
    return [stackUpstreamMissing(first.name, STATE_STACK)];
  return chosen.flatMap(({ name, reads }) =>
    reads
      .filter((read) => !isChosen(read) && (states.get(read) ?? []).length === 0)
      .map((read) => stackUpstreamMissing(name, read)),
  );
}
