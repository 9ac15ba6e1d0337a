/** `AWS_REGION`: where everything is deployed. */
import { regionMalformed } from './problems';
import { accepted, type Read, refused } from './setting-form';

/** The shape only: AWS adds regions faster than a list here would learn of them. */
const REGION = /^[a-z]{2,4}(-[a-z]+){1,2}-[1-9][0-9]?$/;

export function readRegion(text: string, where: string): Read<string> {
  return REGION.test(text) ? accepted(text) : refused(regionMalformed(where, text));
}
