/** Problems of what a task has beside its containers: platform, tags. */
import { type At, error, wrong } from './factory';

export const taskProblems = {
  platformVersion: (at: At, got: unknown) =>
    wrong(
      'platform-version',
      at,
      'platformVersion is "LATEST", or a version of Fargate from 1.4.0 on',
      got,
      'use "LATEST" or "1.4.0"',
    ),
  tagKey: (at: At, got: unknown) =>
    wrong(
      'tag-key',
      at,
      "a tag's key has 1 to 128 letters, digits, spaces and _ . : / = + - @",
      got,
      'rename the tag',
    ),
  tagValue: (at: At, got: unknown) =>
    wrong(
      'tag-value',
      at,
      "a tag's value has at most 256 letters, digits, spaces and _ . : / = + - @",
      got,
      'change the value',
    ),
  tagReserved: (at: At, got: unknown) =>
    wrong('tag-reserved', at, 'keys that start with "aws:" belong to AWS', got, 'rename the tag'),
  tagOwn: (at: At) =>
    error(
      'tag-own',
      at,
      'every resource has this tag already, and `npm run deploy` knows by it which application owns a stack',
      'rename the tag',
    ),
  tagsMany: (at: At, got: number, most: number) =>
    wrong(
      'tags-many',
      at,
      `a resource has at most ${most} tags of your own, those of the application included`,
      got,
      'remove some',
    ),
} as const;
