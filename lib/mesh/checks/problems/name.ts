/** Problems of a name. */
import { quote } from '../value-text';
import { type At, error, wrong } from './factory';

export const nameProblems = {
  nameForm: (at: At, got: unknown) =>
    wrong(
      'name-form',
      at,
      'a name starts with a lower-case letter, goes on with lower-case letters, digits and single "-", and has 1 to 63 characters',
      got,
      'it becomes a DNS label and a Terraform address; use such a name',
    ),
  nameReserved: (at: At, got: string) =>
    wrong(
      'name-reserved',
      at,
      'every object of JavaScript has a member of this name, so the Terraform JSON cannot be written with it',
      got,
      'use another name',
    ),
  nameTwice: (at: At, name: string) =>
    error(
      'name-twice',
      at,
      `a node and a gateway are both called ${quote(name)}`,
      'give one of them another name',
    ),
  zoneNameTwice: (at: At, name: string, host: string) =>
    error(
      'zone-name-twice',
      at,
      `without a load balancer it is found as ${host}, which is service ${quote(name)}`,
      'give one of them another name, or the gateway a load balancer',
    ),
  accountNameTwice: (at: At, kind: string, name: string, other: string) =>
    wrong(
      'account-name-twice',
      at,
      `its ${kind} would have the same name as that of ${other}`,
      name,
      'rename one of them',
    ),
  nameTooLong: (at: At, kind: string, got: string, max: number) =>
    wrong(
      'name-too-long',
      at,
      `the ${kind} is ${got.length} characters long, AWS takes ${max}`,
      got,
      'shorten the name of the stage, the application, or the node or gateway',
    ),
  meshForm: (at: At, got: unknown) =>
    wrong(
      'mesh-name-form',
      at,
      'the mesh name has 1 to 255 letters, digits, "-" and "_"',
      got,
      'use such a name',
    ),
  namespaceForm: (at: At, got: unknown) =>
    wrong(
      'namespace-form',
      at,
      'the namespace is a domain name of two or more labels',
      got,
      'use one such as "service.local"',
    ),
} as const;
