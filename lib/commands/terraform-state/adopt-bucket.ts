/** An existing state bucket becomes part of stack `state`, so that it need not be deleted first. */
import type { BucketStanding } from './state-store';
import { STATE_STACK } from '../../project';
import { heldBucket } from './bucket-checks';
import { mustSucceed } from '../terraform/terraform';
import type { DeployContext } from '../run/deploy-context';

export function mustAdopt({ localState }: DeployContext, standing: BucketStanding): boolean {
  return standing.kind === 'own' && heldBucket(localState()) === undefined;
}

/** Uses `terraform import`. An import block would fail in every later plan on a machine without the bucket. */
export async function adoptBucket({
  inits,
  terraform,
  settings,
  bucketAddress,
  say,
}: DeployContext): Promise<void> {
  say(`bucket "${settings.stateBucket}" exists in this account: adopting it`);
  await inits.init(STATE_STACK, { always: true });
  await mustSucceed(terraform, STATE_STACK, 'import', '-input=false', bucketAddress, settings.stateBucket);
}
