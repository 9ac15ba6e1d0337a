/** One factory for each problem code of deploying and destroying stacks. */
import { listNames, type Problem } from '../../mesh/checks/problem';
import { countResources } from '../terraform-state/count-resources';

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

/** @param reader of no application of this project, so destroy does not take its name */
export function networkInUse(network: string, reader: string, resources: readonly string[]): Problem {
  return {
    code: 'network-in-use',
    severity: 'error',
    where: `stack "${network}"`,
    what: `is used by stack "${reader}" of an application that this project does not have, which still holds ${countResources(resources)}`,
    fix: `declare that application again, and destroy "${reader}" first; if it belongs to others, ask them`,
  };
}

/** @param stacks that hold resources of App Mesh */
export function appMeshEnded(stacks: readonly string[]): Problem {
  return {
    code: 'app-mesh-ended',
    severity: 'error',
    where: 'setting MESH_TARGET',
    what: `AWS ended App Mesh on 2026-09-30, so ${listNames(stacks)} of target app-mesh cannot be deployed`,
    fix: 'set MESH_TARGET=envoy for the mesh that runs today, or none for plain ECS; if another service answers the API of App Mesh, MESH_ACCEPT=app-mesh-ended deploys it',
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

/** @param policies ARNs of managed policies, names of inline policies */
export function policiesUndeclared(role: string, policies: readonly string[]): Problem {
  return {
    code: 'policies-undeclared',
    severity: 'error',
    where: `role "${role}"`,
    what: `this apply makes it the owner of its policies, and so removes those that the application does not declare: ${listNames(policies)}`,
    fix: 'list managed policies that must stay in `outsidePolicies` of application.ts, or accept the removal with MESH_ACCEPT=policies-undeclared',
  };
}

/** @param vpc the VPC that the application runs in */
export function networkMoved(application: string, vpc: string): Problem {
  return {
    code: 'network-moved',
    severity: 'error',
    where: `application "${application}" > network`,
    what: `it runs in ${vpc}, and cannot move to another network: its zone, security groups and load balancers would be replaced`,
    fix: 'deploy it under another name or in another stage, lead its callers there, then destroy this one',
  };
}

export interface ReplacedResource {
  readonly stack: string;
  readonly address: string;
  /** Paths of the attributes that force the replacement, sorted. */
  readonly causes: readonly string[];
}

export function runningReplaced(
  { stack, address, causes }: ReplacedResource,
  { loss, walk }: { readonly loss: string; readonly walk: string },
): Problem {
  const because = causes.length > 0 ? ` because of ${causes.join(', ')}` : '';
  return {
    code: 'running-replaced',
    severity: 'error',
    where: `stack "${stack}" > ${address}`,
    what: `this apply would replace it${because}: ${loss}`,
    fix: `${walk}; or accept the interruption with MESH_ACCEPT=running-replaced`,
  };
}
