/** One factory per problem code of choosing, deploying and destroying stacks. */
import { listNames, nearestName, type Problem } from '../../mesh/checks/problem';
import { countResources } from '../states/count-resources';
import { typedAs } from '../cli/problems';
import type { RunRecord } from './run-record';

export function stackUnknown(name: string, known: readonly string[]): Problem {
  const near = nearestName(name, known);
  const otherStage = 'is it of another stage? MESH_STAGE chooses the stage';
  return {
    code: 'stack-unknown',
    severity: 'error',
    where: `stack "${name}"`,
    what: 'is no stack of this project',
    fix: near === undefined ? `stacks are ${listNames(known)}; ${otherStage}` : `did you mean "${near}"?`,
  };
}

export function stackUpstreamMissing(stack: string, upstream: string): Problem {
  return {
    code: 'stack-upstream-missing',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `needs stack "${upstream}", which is not deployed`,
    fix: `run npm run deploy ${upstream} first, or npm run deploy for all`,
  };
}

export function stackInUse(stack: string, downstream: string, resources: readonly string[]): Problem {
  return {
    code: 'stack-in-use',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `is used by stack "${downstream}", which still holds ${countResources(resources)}`,
    fix: `destroy "${downstream}" first, or name both`,
  };
}

/** @param stacks that hold resources of App Mesh */
export function appMeshEnded(stacks: readonly string[]): Problem {
  return {
    code: 'app-mesh-ended',
    severity: 'error',
    where: 'setting MESH_TARGET',
    what: `AWS ended App Mesh on 2026-09-30, so ${listNames(stacks)} of target app-mesh cannot be deployed`,
    fix: 'set MESH_TARGET=envoy for the mesh that runs today, or none for plain ECS; where something else answers for App Mesh, MESH_ACCEPT=app-mesh-ended deploys it',
  };
}

export function stackProtected(stack: string): Problem {
  return {
    code: 'stack-protected',
    severity: 'error',
    where: `stack "${stack}"`,
    what: 'is protected: terraform must not delete its cluster, zone and load balancer',
    fix: 'set MESH_PROTECT=off to destroy it',
  };
}

/** @param policies ARNs of managed ones, names of inline ones */
export function policiesUndeclared(role: string, policies: readonly string[]): Problem {
  return {
    code: 'policies-undeclared',
    severity: 'error',
    where: `role "${role}"`,
    what: `from this apply on it owns its policies, which takes away what the application does not declare: ${listNames(policies)}`,
    fix: 'name managed ones that shall stay in `outsidePolicies` of application.ts, take away the others, or accept that they go with MESH_ACCEPT=policies-undeclared',
  };
}

export function outputFolderMoved(got: string): Problem {
  return {
    code: 'output-folder',
    severity: 'error',
    where: 'CDKTF_OUTDIR',
    what: 'must be cdktf.out of the project, since the state of stack "state" is found from there',
    got,
    fix: 'unset it for this command',
  };
}

export function runFolderFailed(folder: string, reason: string): Problem {
  return {
    code: 'run-folder',
    severity: 'error',
    where: folder,
    what: `cannot be made (${reason})`,
    fix: 'a command works there: the disk must have room, take your writes and named pipes (mkfifo)',
  };
}

export function commandRunning(
  command: string,
  { command: other, pid, since, terraform }: RunRecord,
): Problem {
  const work =
    terraform === undefined ? '' : `: terraform ${terraform.subcommand} of stack "${terraform.stack}"`;
  const process = terraform?.pid === undefined ? '' : `, process ${terraform.pid}`;
  return {
    code: 'command-running',
    severity: 'error',
    where: typedAs(command),
    what: `${typedAs(other)} is at work in this folder since ${since}, process ${pid}${work}${process}`,
    fix: 'wait until it has ended; a terraform goes on where its command was killed, and kill -INT <process> ends it in order',
  };
}
