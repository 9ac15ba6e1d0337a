/** One factory for each problem code of states and of the bucket that keeps them. */
import { listNames, type Problem } from '../../mesh/checks/problem';
import { countResources } from './count-resources';

export function stateProtected(bucket: string): Problem {
  return {
    code: 'state-protected',
    severity: 'error',
    where: 'stack "state"',
    what: `is protected: its bucket "${bucket}" holds the state of everything else`,
    fix: 'set MESH_PROTECT=off to destroy it',
  };
}

export function stateNotEmpty(key: string, resources: readonly string[]): Problem {
  return {
    code: 'state-not-empty',
    severity: 'error',
    where: `state "${key}"`,
    what: `still holds ${countResources(resources)}`,
    // A project that builds elsewhere no longer knows the stack that built images here.
    fix: `destroy that stack first (MESH_STAGE chooses its stage${key.endsWith('-images.tfstate') ? ', MESH_BUILD=docker has it' : ''})`,
  };
}

/** @param holder who holds the lock, since when and for what, as the lock itself says */
export function stateLocked(key: string, holder: string, id: string): Problem {
  const folder = `terraform -chdir=cdktf.out/stacks/${key.replace(/\.tfstate$/, '')}`;
  return {
    code: 'state-locked',
    severity: 'error',
    where: `state "${key}"`,
    what: `is locked by ${holder}`,
    fix: `wait until it is released; if no terraform is at work, run npm run synth and ${folder} init, then ${folder} force-unlock ${id}`,
  };
}

export function stateUnreadable(where: string, reason: string): Problem {
  return {
    code: 'state-unreadable',
    severity: 'error',
    where: `state "${where}"`,
    what: `is not a state of terraform (${reason})`,
    fix: 'restore an older version of it; nothing has been changed',
  };
}

export function stateBucketShared(bucket: string, keys: readonly string[]): Problem {
  return {
    code: 'state-bucket-shared',
    severity: 'error',
    where: `state bucket "${bucket}"`,
    what: `holds objects that are not states: ${listNames(keys)}`,
    fix: 'move them to another place first: the bucket is emptied before it is deleted',
  };
}

export function stateBucketExample(bucket: string): Problem {
  return {
    code: 'state-bucket-example',
    severity: 'error',
    where: 'setting MESH_STATE_BUCKET',
    what: 'is still the example',
    got: bucket,
    fix: 'set it to a bucket name of your own, or write "stateBucket" to context.mesh of cdktf.json; the bucket is made for you',
  };
}

export function stateBucketForeign(bucket: string, account: string): Problem {
  return {
    code: 'state-bucket-foreign',
    severity: 'error',
    where: `state bucket "${bucket}"`,
    what: `is not one of account ${account}, or you may not read it`,
    fix: 'bucket names are global: set MESH_STATE_BUCKET to another name, or use credentials of the account that owns it',
  };
}

export function stateBucketGone(bucket: string, file: string): Problem {
  return {
    code: 'state-bucket-gone',
    severity: 'error',
    where: `state bucket "${bucket}"`,
    what: `does not exist, though ${file} has it: its states are lost, and what they describe may still run`,
    fix: `restore the bucket with its objects; to start again, first find what still runs (tag ManagedBy: terraform), because all of it would be created a second time, then move ${file} away`,
  };
}

export function stateBucketRegion(bucket: string, found: string, wanted: string): Problem {
  return {
    code: 'state-bucket-region',
    severity: 'error',
    where: `state bucket "${bucket}"`,
    what: `must be in region ${wanted}`,
    got: found,
    fix: `set AWS_REGION=${found}, or MESH_STATE_BUCKET to another name`,
  };
}

export function stateBucketChanged(bucket: string, file: string, held: string): Problem {
  return {
    code: 'state-bucket-changed',
    severity: 'error',
    where: 'setting MESH_STATE_BUCKET',
    what: `differs from bucket "${held}", which ${file} has`,
    got: bucket,
    fix: `set it back; for a second bucket move ${file} away first, nothing in AWS changes by that`,
  };
}

/** @param where the object of the call, if it has a name */
export function awsCallFailed(operation: string, reason: string, where = 'AWS'): Problem {
  return {
    code: 'aws-call-failed',
    severity: 'error',
    where,
    what: `${operation} failed (${reason})`,
    fix: 'check credentials (AWS_PROFILE or AWS_ACCESS_KEY_ID), permissions and network',
  };
}
