/** `AWS_REGION`: where everything is deployed. */
import type { Problem } from '../../mesh/checks/problem';
import { accepted, type Read, refused } from './setting-form';

/** Only the form is checked: AWS adds regions faster than a list here could follow. */
const REGION = /^[a-z]{2,4}(-[a-z]+){1,2}-[1-9][0-9]?$/;

export function readRegion(text: string, where: string): Read<string> {
  return REGION.test(text) ? accepted(text) : refused(regionMalformed(where, text));
}

function regionMalformed(where: string, got: string): Problem {
  return {
    code: 'setting-region',
    severity: 'error',
    where,
    what: 'must be the name of an AWS region',
    got,
    fix: 'use one such as us-west-2, without the letter of an availability zone',
  };
}
