/** The capacity providers of the application's own cluster. */
import {
  EcsClusterCapacityProviders,
  type EcsClusterCapacityProvidersConfig,
} from '@cdktf/provider-aws/lib/ecs-cluster-capacity-providers';
import type { Construct } from 'constructs';

export function addCapacityProviders(
  scope: Construct,
  config: EcsClusterCapacityProvidersConfig,
): EcsClusterCapacityProviders {
  return new EcsClusterCapacityProviders(scope, 'CapacityProviders', config);
}
