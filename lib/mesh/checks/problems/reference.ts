/** Problems of a reference to a thing that exists. */
import type { ReferenceKindFacts } from '../../surroundings/reference-kind';
import { type At, error, wrong } from './factory';

export const referenceProblems = {
  referenceLiteral: (
    at: At,
    got: string,
    { noun, called, example, hasTags }: Pick<ReferenceKindFacts, 'noun' | 'called' | 'example' | 'hasTags'>,
  ) =>
    wrong(
      'reference-id',
      at,
      `it is not ${called} of ${noun}`,
      got,
      `use one such as "${example}", or ${hasTags ? 'fromState(), fromParameter() or byTags()' : 'fromState() or fromParameter()'}`,
    ),
  referenceByTags: (at: At, noun: string) =>
    error(
      'reference-by-tags',
      at,
      `byTags() cannot find ${noun}`,
      'use its name, fromState() or fromParameter()',
    ),
  referenceTagsEmpty: (at: At) =>
    error(
      'reference-tags-empty',
      at,
      'byTags() has no tag, so it would find everything',
      'name the tags that the thing has',
    ),
  referenceTag: (at: At, got: string) =>
    wrong(
      'reference-tag',
      at,
      'a tag has a key of 1 to 128 and a value of 0 to 256 letters, digits, spaces and "_.:/=+-@"',
      got,
      'name the tag as AWS shows it',
    ),
  referenceParameter: (at: At, got: string) =>
    wrong(
      'reference-parameter',
      at,
      'an SSM parameter is named by letters, digits and "_", ".", "/", "-", or by its ARN',
      got,
      'use one such as "/network/vpc-id"',
    ),
  referenceStateKey: (at: At, got: string) =>
    wrong(
      'reference-state-key',
      at,
      'the key of a state is the path of an object in S3, without "/" in front',
      got,
      'use one such as "network/terraform.tfstate"',
    ),
  referenceOutput: (at: At, got: string) =>
    wrong(
      'reference-output',
      at,
      'an output is named by letters, digits, "_" and "-"',
      got,
      'use one such as "vpc_id"',
    ),
  referenceBucket: (at: At, got: string) =>
    wrong(
      'reference-bucket',
      at,
      'S3 has no bucket of such a name',
      got,
      'use 3 to 63 lower-case letters, digits, "-" and "."',
    ),
  referenceRegion: (at: At, got: string) =>
    wrong('reference-region', at, 'AWS has no region of such a name', got, 'use one such as "eu-west-1"'),
} as const;
