/** `MESH_STAGE`: the name of this copy of the system. Every name in the account begins with it. */
import type { Problem } from '../../mesh/checks/problem';
import { accepted, type Read, refused } from './setting-form';

/** Names of load balancers have at most 32 characters and contain the stage, so 19 are left for the application. */
export const STAGE_MAX_LENGTH = 12;

/** No hyphens: `dev-eu` of `shop` and `dev` of `eu-shop` would share every name in the account, and their state. */
const STAGE = /^[a-z][a-z0-9]*$/;

/** Prefixes that AWS reserves: load balancers refuse `internal-`, security groups refuse `sg-`. */
const RESERVED = ['internal', 'sg'] as const;

export function readStage(text: string, where: string): Read<string> {
  const problems: Problem[] = [];
  if (!STAGE.test(text)) problems.push(stageForm(where, text));
  if (text.length > STAGE_MAX_LENGTH) problems.push(stageTooLong(where, text, STAGE_MAX_LENGTH));
  const reserved = RESERVED.find((name) => name === text);
  if (reserved !== undefined) problems.push(stageReserved(where, text, reserved));
  return problems.length > 0 ? refused(...problems) : accepted(text);
}

function stageForm(where: string, got: string): Problem {
  return {
    code: 'setting-stage-form',
    severity: 'error',
    where,
    what: 'must be lower-case letters and digits, a letter first, so that stage and application in a name cannot be mistaken for each other',
    got,
    fix: 'use a name such as dev or prod',
  };
}

function stageTooLong(where: string, got: string, max: number): Problem {
  return {
    code: 'setting-stage-length',
    severity: 'error',
    where,
    what: `must be at most ${max} characters, because names of load balancers end at 32 and carry the stage`,
    got,
    fix: `use ${max} characters or fewer`,
  };
}

function stageReserved(where: string, got: string, reserved: string): Problem {
  return {
    code: 'setting-stage-reserved',
    severity: 'error',
    where,
    what: `must not begin names with ${reserved}-, which AWS refuses for load balancers or security groups`,
    got,
    fix: 'use another word first, such as dev',
  };
}
