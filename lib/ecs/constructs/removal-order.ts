/** In what order nodes of one stack go, where the tasks of their callers know them until they are replaced. */
import type { ITerraformDependable } from 'cdktf';
import type { MeshNode } from '../../mesh/node';
import type { Access } from '../access';
import { outliving, waysIn } from '../ways';
import type { WaysGroupProps } from './ways-group';

export interface RemovalOrderProps {
  readonly access: Access;
  readonly vpcId: string;
  /** Only of this stack: Terraform cannot order what stands in another one. */
  readonly nodes: readonly MeshNode[];
}

/** What the runner of a node or gateway is told. */
export interface RemovalOrder {
  /** @param rules of its own ways, in this stack; nothing for one that relies on no other task */
  waysOf(
    name: string,
    rules: readonly ITerraformDependable[],
  ): Pick<WaysGroupProps, 'ways' | 'vpcId' | 'outlivedBy'> | undefined;
  /** Others rely on it. */
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

/** The ECS service of a node. By address, since callers may be placed before it. */
export const serviceOf = (node: string): ITerraformDependable => ({ fqn: `aws_ecs_service.${node}` });
