/** One factory per problem code of the commands. */
import type { RunRecord } from '../stacks/run-record';
import { listNames, nearestName, type Problem } from '../../mesh/checks/problem';

/** How a command is typed. npm has words of its own for a few. */
export function typedAs(command: string): string {
  return command === 'start' ? 'npm start' : `npm run ${command}`;
}

export function flagUnknown(command: string, got: string, known: readonly string[]): Problem {
  const near = nearestName(got, known);
  return {
    code: 'flag-unknown',
    severity: 'error',
    where: typedAs(command),
    what: 'has no such flag',
    got,
    fix: near === undefined ? `use one of ${listNames(known)}` : `did you mean ${near}?`,
  };
}

export function flagValue(command: string, flag: string, what: string, got?: string): Problem {
  return {
    code: 'flag-value',
    severity: 'error',
    where: `${typedAs(command)} > ${flag}`,
    what,
    ...(got !== undefined && { got }),
    fix: `see ${typedAs(command)} -- --help`,
  };
}

export function namesUnexpected(command: string, got: readonly string[]): Problem {
  return {
    code: 'argument-unexpected',
    severity: 'error',
    where: typedAs(command),
    what: 'takes no names',
    got: got.join(' '),
    fix: `see ${typedAs(command)} -- --help`,
  };
}

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

/** One line of its own, where nothing has to be refused. */
export function describeOrphan(stack: string, resources: readonly string[]): string {
  return `stack "${stack}" holds ${countResources(resources)}, and no application declares it: npm run destroy ${stack}`;
}

/** @param because a clause: why nobody can tell whose it is */
export function describeLeft(key: string, because: string): string {
  return `state "${key}" is of no stack of this project, and ${because}: it may be of somebody else, and is left alone`;
}

/** @param because a clause: why nobody can tell whose it is */
export function stackUnproved(stack: string, because: string): Problem {
  return {
    code: 'stack-unproved',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `is no stack of this project, and ${because}: it may be of somebody else, so nothing of it is destroyed`,
    fix: `where it is yours, declare it again, then run npm run destroy ${stack}; else ask who keeps it`,
  };
}

/** @param resources of the other stack that this would delete */
export function stackOrphaned(stack: string, other: string, resources: readonly string[]): Problem {
  return {
    code: 'stack-orphaned',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `is declared by no application any more, and still uses what this would delete from stack "${other}": ${countResources(resources)}`,
    fix: `run npm run destroy ${stack} first, or declare it again`,
  };
}

/** @param missing stacks of the application that are not deployed in this run */
export function switchIncomplete(application: string, before: string, missing: readonly string[]): Problem {
  return {
    code: 'switch-incomplete',
    severity: 'error',
    where: `application "${application}"`,
    what: `runs on target ${before}, and a switch takes all of its stacks, ${listNames(missing)} too`,
    fix: `name them all, or set MESH_TARGET=${before}`,
  };
}

/** @param running targets other than the one that comes */
export function switchInterrupts(application: string, running: readonly string[], target: string): Problem {
  const runs = `${running.length === 1 ? 'target' : 'targets'} ${running.join(' and ')}`;
  return {
    code: 'switch-interrupts',
    severity: 'error',
    where: `application "${application}"`,
    what: `runs on ${runs}, and on the way to ${target} there is no step in which ${running.length === 1 ? 'both targets run' : 'all of them run'}`,
    fix: 'where requests may fail while tasks are replaced, --interrupt deploys it as it is',
  };
}

/** @param running targets that the first step would take away */
export function targetBeforeWrong(application: string, running: readonly string[], before: string): Problem {
  return {
    code: 'target-before-wrong',
    severity: 'error',
    where: `application "${application}"`,
    what: `runs on ${running.join(' and ')}, and a first step with MESH_TARGET_BEFORE=${before} would take away what its tasks use`,
    fix: 'unset MESH_TARGET_BEFORE, since deploy finds out itself; where requests may fail while tasks are replaced, --interrupt deploys it as it is',
  };
}

/** After the first step, whose tasks ECS has taken back, or somebody has changed. */
export function switchNotSteady(stack: string, before: string): Problem {
  return {
    code: 'switch-not-steady',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `is not what the first step deployed, so nothing of target ${before} is removed`,
    fix: 'see above what a plan would change: ECS takes back a deployment whose tasks do not come up, and their logs say why; then the same command goes on',
  };
}

/** @param stacks that declare them now */
export function stackMoved(stack: string, stacks: readonly string[], resources: readonly string[]): Problem {
  return {
    code: 'stack-moved',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `holds what ${listNames(stacks)} ${stacks.length === 1 ? 'declares' : 'declare'} now: ${countResources(resources)}; terraform would make it a second time, or destroy it`,
    fix: 'move it from state to state with the commands of cdktf.out/moves/commands, then run this again; it runs on meanwhile',
  };
}

/** What is told before anything moves. @param resources that no state holds under their address */
export function moveMakes(stack: string, resources: readonly string[]): string {
  return `Stack "${stack}" would make ${countResources(resources)} beside what moves: if that is new in the code, take it out of it until all has moved.`;
}

/** @param resources that no state holds */
export function stackMoving(stack: string, resources: readonly string[]): Problem {
  return {
    code: 'stack-moving',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `waits for what has left another stack and is in no state now: ${countResources(resources)}; terraform would make it a second time`,
    fix: 'run the commands of cdktf.out/moves/commands to their end; where it was destroyed since, delete that folder',
  };
}

/** @param resources that both states hold */
export function stackShared(stack: string, other: string, resources: readonly string[]): Problem {
  return {
    code: 'stack-shared',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `holds what stack "${other}" holds too: ${countResources(resources)}; to destroy one is to destroy both`,
    fix: 'run npm run diff, which writes the commands that take it out of this state',
  };
}

const interruption = 'where requests may fail, --interrupt deploys it as it is';

/** @param leader what still leads requests there: a node, a gateway, or the address of a route */
export function nodeInUse(node: string, leader: string): Problem {
  return {
    code: 'node-in-use',
    severity: 'error',
    where: `node "${node}"`,
    what: `is removed while ${leader} leads requests to it, and Terraform has no order for the two`,
    fix: `declare it again with weight 0 in its routes, or called by nobody, run npm run deploy, then remove it; ${interruption}`,
  };
}

export function nodeStillRuns(node: string, stack: string): Problem {
  return {
    code: 'node-still-runs',
    severity: 'error',
    where: `node "${node}"`,
    what: `is removed, but its tasks in stack "${stack}" hold their security group, which this would delete`,
    fix: `run npm run deploy ${stack} first`,
  };
}

export function listenerInUse(node: string, port: number, leader: string): Problem {
  return {
    code: 'listener-in-use',
    severity: 'error',
    where: `node "${node}" > listeners`,
    what: `port ${port} is taken away while ${leader} leads requests to it`,
    fix: `keep it beside the new one, lead the routes there or take the calls away, run npm run deploy, then take it away; ${interruption}`,
  };
}

export function wayInUse(node: string, leader: string, stack: string): Problem {
  return {
    code: 'way-in-use',
    severity: 'error',
    where: `node "${node}"`,
    what: `${leader} of stack "${stack}" leads requests to it, and the rule that lets them pass would go first`,
    fix: `run npm run deploy ${stack} first; where that needs ways of its own, keep the node with weight 0 in its routes for one deployment; ${interruption}`,
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

export function stateProtected(bucket: string): Problem {
  return {
    code: 'state-protected',
    severity: 'error',
    where: 'stack "state"',
    what: `is protected: its bucket "${bucket}" holds the state of everything else`,
    fix: 'set MESH_PROTECT=off to destroy it',
  };
}

export function stateNotEmpty(key: string, resources: readonly string[]): Problem {
  return {
    code: 'state-not-empty',
    severity: 'error',
    where: `state "${key}"`,
    what: `still holds ${countResources(resources)}`,
    // A project that builds elsewhere no longer knows the stack that built here.
    fix: `destroy that stack first (MESH_STAGE chooses its stage${key.endsWith('-images.tfstate') ? ', MESH_BUILD=docker has it' : ''})`,
  };
}

/** @param holder who holds it, since when and for what, as the lock says it */
export function stateLocked(key: string, holder: string, id: string): Problem {
  const folder = `terraform -chdir=cdktf.out/stacks/${key.replace(/\.tfstate$/, '')}`;
  return {
    code: 'state-locked',
    severity: 'error',
    where: `state "${key}"`,
    what: `is locked by ${holder}`,
    fix: `wait until it is released; if nobody is at work, run npm run synth and ${folder} init, then ${folder} force-unlock ${id}`,
  };
}

export function stateBucketShared(bucket: string, keys: readonly string[]): Problem {
  return {
    code: 'state-bucket-shared',
    severity: 'error',
    where: `state bucket "${bucket}"`,
    what: `holds objects that are no states: ${listNames(keys)}`,
    fix: 'move them away first, since the bucket is emptied before it is deleted',
  };
}

export function stateUnreadable(where: string, reason: string): Problem {
  return {
    code: 'state-unreadable',
    severity: 'error',
    where: `state "${where}"`,
    what: `is no state of terraform (${reason})`,
    fix: 'restore an older version of it; nothing has been changed',
  };
}

export function stateBucketExample(bucket: string): Problem {
  return {
    code: 'state-bucket-example',
    severity: 'error',
    where: 'setting MESH_STATE_BUCKET',
    what: 'is still the example',
    got: bucket,
    fix: 'set it to a bucket name of your own, or write "stateBucket" to context.mesh of cdktf.json; the bucket is made for you',
  };
}

export function stateBucketForeign(bucket: string, account: string): Problem {
  return {
    code: 'state-bucket-foreign',
    severity: 'error',
    where: `state bucket "${bucket}"`,
    what: `is not one of account ${account}, or you may not read it`,
    fix: 'bucket names are global: set MESH_STATE_BUCKET to another name, or use credentials of the account that owns it',
  };
}

export function stateBucketGone(bucket: string, file: string): Problem {
  return {
    code: 'state-bucket-gone',
    severity: 'error',
    where: `state bucket "${bucket}"`,
    what: `does not exist, though ${file} has it: the states in it are gone, what they describe may run on`,
    fix: `get the bucket back with its objects; to begin anew, look first what still runs (tag ManagedBy: terraform), since all of it would be made a second time, then move ${file} away`,
  };
}

export function stateBucketRegion(bucket: string, found: string, wanted: string): Problem {
  return {
    code: 'state-bucket-region',
    severity: 'error',
    where: `state bucket "${bucket}"`,
    what: `must be in region ${wanted}`,
    got: found,
    fix: `set AWS_REGION=${found}, or MESH_STATE_BUCKET to another name`,
  };
}

export function stateBucketChanged(bucket: string, file: string, held: string): Problem {
  return {
    code: 'state-bucket-changed',
    severity: 'error',
    where: 'setting MESH_STATE_BUCKET',
    what: `differs from bucket "${held}", which ${file} has`,
    got: bucket,
    fix: `set it back; for a second bucket move ${file} away first, nothing in AWS changes by that`,
  };
}

export function approvalMissing(command: string): Problem {
  return {
    code: 'approval-missing',
    severity: 'error',
    where: typedAs(command),
    what: 'asks before it changes anything, and there is no terminal to ask',
    fix: `run npm run ${command} -- --auto-approve`,
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

export function terraformMissing(program: string, reason: string): Problem {
  return {
    code: 'terraform-missing',
    severity: 'error',
    where: program,
    what: `cannot be run (${reason})`,
    fix: 'install Terraform 1.10 or later: https://developer.hashicorp.com/terraform/install',
  };
}

export function terraformVersion(program: string, got: string): Problem {
  return {
    code: 'terraform-version',
    severity: 'error',
    where: program,
    what: 'must be 1.10 or later, which brought the lock file of the S3 backend',
    got,
    fix: 'upgrade it: https://developer.hashicorp.com/terraform/install',
  };
}

export function terraformFailed(stack: string, command: string, exitCode: number): Problem {
  return {
    code: 'terraform-failed',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `terraform ${command} ended with ${exitCode}`,
    fix: 'see what it says above; once that is solved, the same command goes on from here',
  };
}

/** @param where what was asked for, where it has a name */
export function awsCallFailed(operation: string, reason: string, where = 'AWS'): Problem {
  return {
    code: 'aws-call-failed',
    severity: 'error',
    where,
    what: `${operation} failed (${reason})`,
    fix: 'check credentials (AWS_PROFILE or AWS_ACCESS_KEY_ID), permissions and network',
  };
}

export function stageFolder(folder: string, why: string): Problem {
  return {
    code: 'stage-folder',
    severity: 'error',
    where: 'npm run images > --stage-to',
    what: why,
    got: folder,
    fix: 'name a folder that is new, empty, or was written by this command',
  };
}

export function digestUnknown(image: string, reason: string): Problem {
  return {
    code: 'digest-unknown',
    severity: 'error',
    where: `image "${image}"`,
    what: `has no digest to write (${reason})`,
    fix: 'check network and tag (lib/ecs/containers/images.ts); nothing has been written',
  };
}

export function fileMissing(file: string): Problem {
  return {
    code: 'file-missing',
    severity: 'error',
    where: file,
    what: 'is not there',
    fix: 'restore it: git checkout -- ' + file,
  };
}

export function envoyMissing(reason: string): Problem {
  return {
    code: 'envoy-missing',
    severity: 'error',
    where: 'npm run envoy:install',
    what: `there is no Envoy on this machine, and it cannot be installed: ${reason}`,
    fix: 'set ENVOY_BIN to the path of one',
  };
}

/** `where` is the line as it was typed. */
export function lineUnknown(where: string, what: string, instead: string): Problem {
  return { code: 'line-unknown', severity: 'error', where, what, fix: `type ${instead}` };
}

export function weightsNotSet(route: string, set: readonly string[]): Problem {
  return {
    code: 'weights-not-set',
    severity: 'error',
    where: `line "unset ${route}"`,
    what: set.length === 0 ? 'no weights are set' : 'its weights are not set',
    fix: set.length === 0 ? 'all are as application.ts has them' : `set are those of ${listNames(set)}`,
  };
}

export function taskUnknown(where: string, name: string, known: readonly string[]): Problem {
  return {
    code: 'task-unknown',
    severity: 'error',
    where,
    what: `names no task, got ${JSON.stringify(name)}`,
    fix: `use one of ${listNames(known)}, or a node, or all, or none`,
  };
}

/** At most five by name: a state can hold hundreds. */
function countResources(resources: readonly string[]): string {
  const named = [...resources].sort().slice(0, 5).join(', ');
  const more = resources.length > 5 ? `${named}, …` : named;
  return `${resources.length} resource${resources.length === 1 ? '' : 's'} (${more})`;
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
