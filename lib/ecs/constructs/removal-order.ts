/** The order in which nodes of one stack are deleted. The tasks of their callers know them until they are replaced. */
import type { ITerraformDependable } from 'cdktf';
import type { MeshNode } from '../../mesh/node';
import type { Access } from '../access';
import { outliving, waysIn } from '../call-paths';
import type { WaysGroupProps } from './call-path-group';

export interface RemovalOrderProps {
  readonly access: Access;
  readonly vpcId: string;
  /** The nodes of this stack. Terraform cannot order what is in another one. */
  readonly nodes: readonly MeshNode[];
}

/** What the ECS service of a node or gateway needs. */
export interface RemovalOrder {
  /** @param rules of its own ways, in this stack @returns undefined for one that relies on no other */
  waysOf(
    name: string,
    rules: readonly ITerraformDependable[],
  ): Pick<WaysGroupProps, 'ways' | 'vpcId' | 'outlivedBy'> | undefined;
  /** Whether others rely on it. */
  leavesLast(name: string): boolean;
}

export function removalOrder({ access, vpcId, nodes }: RemovalOrderProps): RemovalOrder {
  const ways = waysIn(access);
  const last = outliving(ways);
  const here = new Set(nodes.filter(({ runs }) => runs.kind === 'service').map(({ name }) => name));
  return {
    waysOf: (name, rules) => {
      const own = ways.get(name);
      if (own === undefined) return undefined;
      const services = own.outlivedBy.filter((callee) => here.has(callee)).map(serviceOf);
      return { ways: own, vpcId, outlivedBy: [...rules, ...services] };
    },
    leavesLast: (name) => last.has(name),
  };
}

/** The ECS service of a node, by its address, since callers may be placed before it. */
export const serviceOf = (node: string): ITerraformDependable => ({ fqn: `aws_ecs_service.${node}` });
