/**
 * Plans stack `state` if its local state is absent, as in a fresh checkout of a CI: compares it with the bucket as it is.
 * The state for it is thrown away. It starts with ids alone, as an import does, and terraform reads the rest.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STATE_STACK } from '../../project';
import type { DeclaredResource } from '../run/synth-stacks';
import type { DeployContext } from '../run/deploy-context';

const QUIETLY = ['-input=false', '-lock=false'] as const;

/**
 * Runs after `init`. Exit code as of `terraform plan -detailed-exitcode`: a resource that AWS does not have is a change.
 */
export async function planSeenBucket({ terraform, declared, settings, say }: DeployContext): Promise<number> {
  say('its local state is not in this checkout: the plan compares with the bucket as it is');
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  try {
    const file = join(folder, 'seen.tfstate');
    writeFileSync(file, importedState(declared(STATE_STACK), settings.stateBucket));
    // Outputs and resources without an id in AWS: without them the plan would never be empty. They change only the file.
    const seen = ['-refresh-only', '-auto-approve', `-state=${file}`, '-backup=-'];
    if ((await terraform(STATE_STACK, 'apply', ...QUIETLY, ...seen)) !== 0) return 1;
    const exitCode = await terraform(STATE_STACK, 'plan', ...QUIETLY, '-detailed-exitcode', `-state=${file}`);
    return exitCode === 0 || exitCode === 2 ? exitCode : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every resource of the stack has the bucket's name as its id. */
export function importedState(declared: readonly DeclaredResource[], bucket: string): string {
  const resources = declared.map(({ type, name }) => ({
    mode: 'managed',
    type,
    name,
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ schema_version: 0, attributes: { id: bucket, bucket } }],
  }));
  return JSON.stringify({
    version: 4,
    terraform_version: '1.10.0',
    serial: 1,
    lineage: 'seen',
    outputs: {},
    resources,
  });
}
