/** Problems of what a task has beside its containers: platform, tags. */
import type { Problem } from '../problem';
import { type At, error, warning, wrong } from './factory';

export const taskProblems = {
  platformVersion: (at: At, got: unknown) =>
    wrong(
      'platform-version',
      at,
      'platformVersion is "LATEST", or a version of Fargate from 1.4.0 on',
      got,
      'use "LATEST" or "1.4.0"',
    ),
  rightsEmpty: (at: At) =>
    error(
      'rights-empty',
      at,
      'a statement has at least one action and one resource',
      'add them, or remove it',
    ),
  rightsAction: (at: At, got: unknown) =>
    wrong(
      'rights-action',
      at,
      'an action is a service and what it does, such as "s3:GetObject" or "sqs:*"',
      got,
      'fix the action',
    ),
  rightsAll: (at: At): Problem =>
    warning(
      error(
        'rights-all',
        at,
        'the containers may do all that a service can, with everything in the account',
        'name the actions, or the resources',
      ),
    ),
  rolePath: (at: At, got: unknown) =>
    wrong(
      'role-path',
      at,
      'a path of a role starts and ends with "/" and has at most 512 visible characters',
      got,
      'use one such as "/teams/orders/"',
    ),
  rolePolicies: (at: At) =>
    error(
      'role-policies',
      at,
      'its roles exist, and this project does not write to them',
      'remove its `task` and `execution` policies here: the owner of the roles attaches them',
    ),
  folderPath: (at: At, got: unknown) =>
    wrong(
      'folder-path',
      at,
      'a folder is an absolute path of letters, digits and _ . @ + -',
      got,
      'use one such as "/tmp" or "/var/cache/nginx"',
    ),
  folderTwice: (at: At, got: unknown) =>
    wrong('folder-twice', at, 'the folder is mounted twice', got, 'keep one of the two'),
  writableMemory: (at: At, got: number, memoryMiB: number) =>
    wrong(
      'writable-memory',
      at,
      `writable folders lie in memory, and together could fill all ${memoryMiB} MiB`,
      got,
      'lower `sizeMiB`, or raise the memory',
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
