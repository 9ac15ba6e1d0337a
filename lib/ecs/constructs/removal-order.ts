/** The order in which nodes of one stack are deleted. The tasks of their callers use them until they are replaced. */
import type { ITerraformDependable } from 'cdktf';
import type { MeshNode } from '../../mesh/node';
import type { Access } from '../access';
import { outliving, callPathsIn } from '../call-paths';
import type { CallPathGroupProps } from './call-path-group';

export interface RemovalOrderProps {
  readonly access: Access;
  readonly vpcId: string;
  /** The nodes of this stack. Terraform cannot order what is in another one. */
  readonly nodes: readonly MeshNode[];
}

/** What the ECS service of a node or gateway needs. */
export interface RemovalOrder {
  /** @param rules of its own call paths, in this stack @returns undefined for a node or gateway that needs no other */
  callPathsOf(
    name: string,
    rules: readonly ITerraformDependable[],
  ): Pick<CallPathGroupProps, 'callPaths' | 'vpcId' | 'outlivedBy'> | undefined;
  /** Whether other nodes need it. */
  leavesLast(name: string): boolean;
}

export function removalOrder({ access, vpcId, nodes }: RemovalOrderProps): RemovalOrder {
  const callPaths = callPathsIn(access);
  const last = outliving(callPaths);
  const here = new Set(nodes.filter(({ runs }) => runs.kind === 'service').map(({ name }) => name));
  return {
    callPathsOf: (name, rules) => {
      const own = callPaths.get(name);
      if (own === undefined) return undefined;
      const services = own.outlivedBy.filter((callee) => here.has(callee)).map(serviceOf);
      return { callPaths: own, vpcId, outlivedBy: [...rules, ...services] };
    },
    leavesLast: (name) => last.has(name),
  };
}

/** The ECS service of a node, by its address, since callers may be placed before it. */
export const serviceOf = (node: string): ITerraformDependable => ({ fqn: `aws_ecs_service.${node}` });
