/** `MESH_STATE_BUCKET`: the S3 bucket that keeps the Terraform state. */
import type { Problem } from '../../mesh/checks/problem';
import { accepted, type Read, refused } from './setting-form';

/**
 * Lets a fresh clone synthesise. Nothing is deployed to it, since bucket names are global and this name is only an
 * example.
 */
export const EXAMPLE_STATE_BUCKET = 'meshwright-example-state';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const LENGTH = { min: 3, max: 63 } as const;
const CHARACTERS = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
const IP_ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;
const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'] as const;
const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'] as const;

export function readStateBucket(text: string, where: string): Read<string> {
  const problems: Problem[] = [];
  if (text.length < LENGTH.min || text.length > LENGTH.max) problems.push(bucketLength(where, text, LENGTH));
  const form = violatedForm(text);
  if (form !== undefined) problems.push(bucketForm(where, text, form));
  const reserved = reservedPart(text);
  if (reserved !== undefined) problems.push(bucketReserved(where, text, reserved));
  return problems.length > 0 ? refused(...problems) : accepted(text);
}

function violatedForm(text: string): string | undefined {
  if (!CHARACTERS.test(text)) {
    return 'must consist of lower-case letters, digits, dots and hyphens and start and end with a letter or digit';
  }
  if (text.includes('..')) return 'must not have two dots in a row';
  return IP_ADDRESS.test(text) ? 'must not look like an IP address' : undefined;
}

function reservedPart(text: string): string | undefined {
  const prefix = RESERVED_PREFIXES.find((part) => text.startsWith(part));
  if (prefix !== undefined) return `start with ${prefix}`;
  const suffix = RESERVED_SUFFIXES.find((part) => text.endsWith(part));
  return suffix === undefined ? undefined : `end with ${suffix}`;
}

function bucketLength(where: string, got: string, { min, max }: { min: number; max: number }): Problem {
  return {
    code: 'setting-bucket-length',
    severity: 'error',
    where,
    what: `must be ${min} to ${max} characters`,
    got,
    fix: 'use a bucket name of that length',
  };
}

function bucketForm(where: string, got: string, rule: string): Problem {
  return {
    code: 'setting-bucket-form',
    severity: 'error',
    where,
    what: rule,
    got,
    fix: 'use a name such as acme-mesh-state, as S3 asks',
  };
}

function bucketReserved(where: string, got: string, reserved: string): Problem {
  return {
    code: 'setting-bucket-reserved',
    severity: 'error',
    where,
    what: `must not ${reserved}, which S3 keeps for itself`,
    got,
    fix: 'use another name',
  };
}
