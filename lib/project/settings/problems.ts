/** One factory per problem code of the settings. */
import { listNames, nearestName, type Problem } from '../../mesh/checks/problem';

export function unknownVariable(name: string, known: readonly string[]): Problem {
  const near = nearestName(name, known);
  return {
    code: 'setting-unknown',
    severity: 'error',
    where: `setting ${name}`,
    what: 'is not a setting of this project',
    fix: near === undefined ? `unset it, settings are ${listNames(known)}` : `did you mean ${near}?`,
  };
}

export function unknownContextKey(where: string, key: string, known: readonly string[]): Problem {
  const near = nearestName(key, known);
  return {
    code: 'setting-key-unknown',
    severity: 'error',
    where,
    what: 'is not a setting of this project',
    fix: near === undefined ? `remove it, settings are ${listNames(known)}` : `did you mean ${near}?`,
  };
}

export function contextNotText(where: string, got: unknown, expected = 'text'): Problem {
  return {
    code: 'setting-type',
    severity: 'error',
    where,
    what: `must be ${expected}`,
    got,
    fix: 'write it between double quotes',
  };
}

export function contextFileMissing(): Problem {
  return {
    code: 'context-file-missing',
    severity: 'error',
    where: 'cdktf.json',
    what: 'is not there',
    fix: 'run the command in the root of the project',
  };
}

export function contextFileMalformed(reason: string): Problem {
  return {
    code: 'context-file-malformed',
    severity: 'error',
    where: 'cdktf.json',
    what: `is not JSON (${reason})`,
    fix: 'correct it there',
  };
}

export function contextNotObject(where: string, got: unknown): Problem {
  return {
    code: 'context-not-object',
    severity: 'error',
    where,
    what: 'must be an object',
    got,
    fix: 'write { "stage": "dev" } or leave it out',
  };
}

export function stageForm(where: string, got: string): Problem {
  return {
    code: 'setting-stage-form',
    severity: 'error',
    where,
    what: 'must be lower-case letters and digits, a letter first, so that stage and application in a name cannot be mistaken for each other',
    got,
    fix: 'use a name such as dev or prod',
  };
}

export function stageTooLong(where: string, got: string, max: number): Problem {
  return {
    code: 'setting-stage-length',
    severity: 'error',
    where,
    what: `must be at most ${max} characters, because names of load balancers end at 32 and carry the stage`,
    got,
    fix: `use ${max} characters or fewer`,
  };
}

export function stageReserved(where: string, got: string, reserved: string): Problem {
  return {
    code: 'setting-stage-reserved',
    severity: 'error',
    where,
    what: `must not begin names with ${reserved}-, which AWS refuses for load balancers or security groups`,
    got,
    fix: 'use another word first, such as dev',
  };
}

export function targetUnknown(where: string, got: string, known: readonly string[]): Problem {
  const near = nearestName(got, known);
  return {
    code: 'setting-target-unknown',
    severity: 'error',
    where,
    what: 'is not a target',
    got,
    fix: near === undefined ? `use one of ${listNames(known)}` : `did you mean ${near}?`,
  };
}

export function regionMalformed(where: string, got: string): Problem {
  return {
    code: 'setting-region',
    severity: 'error',
    where,
    what: 'must be the name of an AWS region',
    got,
    fix: 'use one such as us-west-2, without the letter of an availability zone',
  };
}

export function bucketLength(
  where: string,
  got: string,
  { min, max }: { min: number; max: number },
): Problem {
  return {
    code: 'setting-bucket-length',
    severity: 'error',
    where,
    what: `must be ${min} to ${max} characters`,
    got,
    fix: 'use a bucket name of that length',
  };
}

export function bucketForm(where: string, got: string, rule: string): Problem {
  return {
    code: 'setting-bucket-form',
    severity: 'error',
    where,
    what: rule,
    got,
    fix: 'use a name such as acme-mesh-state, as S3 asks',
  };
}

export function bucketReserved(where: string, got: string, reserved: string): Problem {
  return {
    code: 'setting-bucket-reserved',
    severity: 'error',
    where,
    what: `must not ${reserved}, which S3 keeps for itself`,
    got,
    fix: 'use another name',
  };
}

export function imageTag(where: string, got: string): Problem {
  return {
    code: 'setting-image-tag',
    severity: 'error',
    where,
    what: 'must be one tag for all images, or <source>=<reference> pairs',
    got,
    fix: 'use a tag of 1 to 128 letters, digits, dots, hyphens and underscores (first no dot or hyphen), or write client=<reference>',
  };
}

export function imageSource(where: string, got: string): Problem {
  return {
    code: 'setting-image-source',
    severity: 'error',
    where,
    what: 'must name a source folder left of =',
    got,
    fix: 'write client=<reference> or color-teller/client=<reference>',
  };
}

export function imageReference(where: string, key: string, got: string): Problem {
  return {
    code: 'setting-image-reference',
    severity: 'error',
    where,
    what: `must give "${key}" a full image reference`,
    got,
    fix: 'write registry/path:tag or registry/path@sha256:<64 hex digits>',
  };
}

export function imageDuplicate(where: string, key: string): Problem {
  return {
    code: 'setting-image-duplicate',
    severity: 'error',
    where,
    what: 'names a source twice',
    got: key,
    fix: 'keep one of the two',
  };
}

export function weightsForm(where: string, got: string): Problem {
  return {
    code: 'setting-weights-form',
    severity: 'error',
    where,
    what: 'must be <service>/<route>:<node>=<weight>,<node>=<weight>',
    got,
    fix: 'write color-service/default:red=90,blue=10, and ; between routes',
  };
}

export function weightRange(where: string, node: string, got: string, max: number): Problem {
  return {
    code: 'setting-weight-range',
    severity: 'error',
    where,
    what: `must give node "${node}" a whole number from 0 to ${max}`,
    got,
    fix: `write ${node}=10`,
  };
}

export function weightsRouteTwice(where: string, got: string): Problem {
  return {
    code: 'setting-weights-route-twice',
    severity: 'error',
    where,
    what: 'names a route twice',
    got,
    fix: 'write all its nodes in one entry',
  };
}

export function weightsNodeTwice(where: string, path: string, got: string): Problem {
  return {
    code: 'setting-weights-node-twice',
    severity: 'error',
    where,
    what: `names a node of route "${path}" twice`,
    got,
    fix: 'keep one of the two',
  };
}

export function protectMalformed(where: string, got: string): Problem {
  return {
    code: 'setting-protect',
    severity: 'error',
    where,
    what: 'must be on or off',
    got,
    fix: 'write on or off',
  };
}

export function acceptMalformed(where: string, got: string): Problem {
  return {
    code: 'setting-accept',
    severity: 'error',
    where,
    what: 'must be problem codes separated by commas',
    got,
    fix: 'write the code as it stands in the brackets of the message',
  };
}

export function acceptUnknown(where: string, got: string, known: readonly string[]): Problem {
  const near = nearestName(got, known);
  return {
    code: 'setting-accept-unknown',
    severity: 'error',
    where,
    what: 'must name losses that can be accepted',
    got,
    fix: near === undefined ? `remove it; such losses are ${listNames(known)}` : `did you mean ${near}?`,
  };
}

export function buildUnknown(where: string, got: string): Problem {
  return {
    code: 'setting-build',
    severity: 'error',
    where,
    what: 'must be docker or elsewhere',
    got,
    fix: 'write docker to build and push images in a stack of their own, elsewhere to leave that to your CI',
  };
}

export function imageMirror(where: string, got: string): Problem {
  return {
    code: 'setting-image-mirror',
    severity: 'error',
    where,
    what: 'must be a registry, or a registry and a path, without https:// and tag',
    got,
    fix: 'write what stands in place of public.ecr.aws and docker.io, such as registry.example.org/mirror',
  };
}
