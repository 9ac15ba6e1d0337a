/** `MESH_STATE_KEY`: the KMS key that encrypts the Terraform states. */
import type { Problem } from '../../mesh/checks/problem';
import { referenceKinds } from '../../mesh/surroundings/reference-kind';
import { accepted, type Read, refused } from './setting-form';

/** An ARN, because S3 looks up a plain id in the account of the user who writes. */
export function readStateKey(text: string, where: string): Read<string> {
  const { literal, example } = referenceKinds.key;
  return literal.test(text) ? accepted(text) : refused(stateKey(where, text, example));
}

function stateKey(where: string, got: string, example: string): Problem {
  return {
    code: 'setting-state-key',
    severity: 'error',
    where,
    what: 'must be the ARN of a KMS key',
    got,
    fix: `use one such as ${example}, of the region of the bucket`,
  };
}
