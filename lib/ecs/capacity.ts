/** Where ECS runs tasks: on a launch type, or by a strategy over capacity providers. */
import { type Capacity, isOnEc2 } from '../mesh/runs/capacity';

export interface Strategy {
  readonly capacityProvider: string;
  readonly base?: number;
  readonly weight: number;
}

interface Placed {
  readonly capacity?: readonly Capacity[];
}

/** ECS takes a launch type or a strategy, never both. */
export function renderCapacity({
  capacity,
}: Placed): { readonly launchType: 'FARGATE' } | { readonly capacityProviderStrategy: Strategy[] } {
  if (capacity === undefined) return { launchType: 'FARGATE' };
  return {
    capacityProviderStrategy: capacity.map(({ provider, base, weight }) => ({
      capacityProvider: provider,
      ...(base > 0 && { base }),
      weight,
    })),
  };
}

export const compatibilityOf = (placed: Placed): 'FARGATE' | 'EC2' => (isOnEc2(placed) ? 'EC2' : 'FARGATE');

/** The same as words of `aws ecs run-task`. */
export function renderCapacityWords(placed: Placed): string {
  const rendered = renderCapacity(placed);
  if ('launchType' in rendered) return `--launch-type ${rendered.launchType}`;
  const items = rendered.capacityProviderStrategy.map(({ capacityProvider, base, weight }) =>
    [
      `capacityProvider=${capacityProvider}`,
      ...(base === undefined ? [] : [`base=${base}`]),
      `weight=${weight}`,
    ].join(','),
  );
  return `--capacity-provider-strategy ${items.join(' ')}`;
}
