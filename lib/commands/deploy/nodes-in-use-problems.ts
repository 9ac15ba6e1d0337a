/** One factory for each problem code of nodes that are removed while others still call them. */
import type { Problem } from '../../mesh/checks/problem';

const interruption = 'where requests may fail, --interrupt deploys it as it is';

/** @param leader the source of the requests: a node, a gateway, or the address of a route */
export function nodeInUse(node: string, leader: string): Problem {
  return {
    code: 'node-in-use',
    severity: 'error',
    where: `node "${node}"`,
    what: `is removed while ${leader} still sends requests to it, and Terraform cannot order the two changes`,
    fix: `declare it again with weight 0 in its routes, or without a caller; run npm run deploy; then remove it; ${interruption}`,
  };
}

export function nodeStillRuns(node: string, stack: string): Problem {
  return {
    code: 'node-still-runs',
    severity: 'error',
    where: `node "${node}"`,
    what: `is removed, but its tasks in stack "${stack}" still use their security group, which this would delete`,
    fix: `run npm run deploy ${stack} first`,
  };
}

export function listenerInUse(node: string, port: number, leader: string): Problem {
  return {
    code: 'listener-in-use',
    severity: 'error',
    where: `node "${node}" > listeners`,
    what: `port ${port} is removed while ${leader} still sends requests to it`,
    fix: `keep it beside the new one; lead the routes to the new one, or remove the calls; run npm run deploy; then remove it; ${interruption}`,
  };
}

export function wayInUse(node: string, leader: string, stack: string): Problem {
  return {
    code: 'way-in-use',
    severity: 'error',
    where: `node "${node}"`,
    what: `${leader} of stack "${stack}" still sends requests to it, and the security group rule for them would be removed first`,
    fix: `run npm run deploy ${stack} first; if its new version needs other rules, keep the node with weight 0 in its routes for one deployment; ${interruption}`,
  };
}

export function callersInUse(node: string, caller: string): Problem {
  return {
    code: 'callers-in-use',
    severity: 'error',
    where: `node "${node}" > callerGroup`,
    what: `running tasks of ${caller} have no other way to the node, and Terraform cannot keep this way until they have gone`,
    fix: `write callerGroup: 'both'; run npm run deploy; wait for the new tasks; then change it; ${interruption}`,
  };
}

export function callersStillHold(node: string, caller: string, stack: string): Problem {
  return {
    code: 'callers-still-hold',
    severity: 'error',
    where: `node "${node}" > callerGroup`,
    what: `tasks of ${caller} in stack "${stack}" still hold the group of its callers, which this would delete`,
    fix: `run npm run deploy ${stack} first`,
  };
}
