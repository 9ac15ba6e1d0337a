/** Problems of where tasks run. */
import { listNames } from '../problem';
import { type At, error, type Names, warning, wrong } from './factory';

export const capacityProblems = {
  capacityProvider: (at: At, got: string) =>
    wrong(
      'capacity-provider',
      at,
      'a capacity provider has a name of 1 to 255 letters, digits, - and _, and does not begin with aws, ecs or fargate',
      got,
      'use FARGATE, FARGATE_SPOT, or the name of a provider that is associated with the cluster',
    ),
  capacityTwice: (at: At, got: string) =>
    wrong('capacity-twice', at, 'a capacity provider may stand here once', got, 'join the two'),
  capacityWeights: (at: At, got: unknown) =>
    wrong('capacity-weights', at, 'no provider has a weight above 0', got, 'give one a weight, such as 1'),
  capacityBases: (at: At, got: unknown) =>
    wrong('capacity-bases', at, 'only one provider may have a base', got, 'remove the base of the others'),
  capacityMixed: (at: At, got: unknown) =>
    wrong(
      'capacity-mixed',
      at,
      'ECS does not mix Fargate with instances of EC2 in one service',
      got,
      'use FARGATE and FARGATE_SPOT, or only providers with instances; another node may use the others',
    ),
  capacityGatewaySpot: (at: At) =>
    error(
      'capacity-gateway-spot',
      at,
      'a gateway on Spot loses all clients of a task that AWS takes away',
      'remove FARGATE_SPOT from the gateway; nodes behind it may use it',
    ),
  capacitySpotBase: (at: At) =>
    warning(
      error(
        'capacity-spot-base',
        at,
        'other nodes call it, and AWS may take all of its tasks away at once',
        'keep some on demand: { provider: "FARGATE", base: 1 }',
      ),
    ),
  capacityOnlyFargate: (at: At, field: string) =>
    error(
      'capacity-only-fargate',
      at,
      `only Fargate has ${field}, and these tasks run on instances of EC2`,
      `remove ${field}, or use FARGATE in capacity`,
    ),
  capacityPublicIp: (at: At) =>
    error(
      'capacity-public-ip',
      at,
      'a task on an instance of EC2 gets no public address of its own',
      'use Fargate, or give the network a NAT gateway: network: { publicIp: false }',
    ),
  capacityExistingCluster: (at: At, providers: Names) =>
    warning(
      error(
        'capacity-existing-cluster',
        at,
        `the cluster is not changed, and must have these capacity providers already: ${listNames(providers)}`,
        'ask its owner to associate them (aws ecs put-cluster-capacity-providers), then accept this with MESH_ACCEPT=capacity-existing-cluster',
      ),
    ),
} as const;
