/** What `deploy` reads in states before it takes something away: states are written as Terraform writes them. */
import { validateNodesInUse } from '../../../lib/commands/deploy/nodes-in-use-check';
import { readState, type StateResource } from '../../../lib/commands/terraform-state/state-file';
import { lookupIn } from '../../../lib/mesh/lookup';
import type { MeshApplication } from '../../../lib/mesh/application';
import { http } from '../../../lib/mesh/listener';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import type { TargetName } from '../../../lib/targets';
import { listStacks } from '../../../lib/project/stack-list';
import { renderGatewayTask, renderNodeTask } from '../../../lib/targets/envoy';
import { renderNodeTask as renderPlainTask } from '../../../lib/targets/none';
import {
  type ContainerDefinition,
  writeContainerDefinitions,
} from '../../../lib/ecs/containers/container-definition';
import { taskValues } from '../../ecs/task-values';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const shop = (parts: MeshParts) => aMesh(parts).at({ stage: 'dev' });

interface Instance {
  readonly attributes: object;
  readonly dependencies?: readonly string[];
}
type Written = readonly (readonly [address: string, instance: Instance])[];

const stateOf = (resources: Written) =>
  readState(
    JSON.stringify({
      version: 4,
      resources: resources.map(([address, instance]) => {
        const [type, name] = address.split('.');
        return { mode: 'managed', type, name, instances: [instance] };
      }),
    }),
    'x.tfstate',
  );

/** What a runner leaves in a state: its service, its group, what its containers are told. */
function runner(
  name: string,
  containers: readonly ContainerDefinition[],
  keeps: readonly string[] = [],
): Written {
  return [
    [`aws_ecs_service.${name}`, { attributes: {} }],
    [
      `aws_ecs_task_definition.${name}`,
      {
        attributes: {
          container_definitions: writeContainerDefinitions(containers, taskValues),
        },
      },
    ],
    [`aws_security_group.${name}_ways`, { attributes: {}, dependencies: keeps }],
  ];
}

const groupOf = (name: string): Written => [[`aws_security_group.${name}`, { attributes: {} }]];

function envoyContainers(application: MeshApplication, name: string) {
  const gateway = application.gateways.find((each) => each.name === name);
  return gateway
    ? renderGatewayTask(application, gateway).containers
    : renderNodeTask(application, lookupIn(application).node(name)).containers;
}

function plainContainers(application: MeshApplication, name: string) {
  const node = lookupIn(application).node(name);
  return renderPlainTask(application, node).containers;
}

interface Deployment {
  readonly now: MeshApplication;
  readonly states: Readonly<Record<string, readonly StateResource[]>>;
  readonly target?: TargetName;
  /** @default - all */
  readonly chosen?: readonly string[];
}

/** What is refused, as it is told. */
function refused({ now, states, target = 'envoy', chosen }: Deployment): string[] {
  const stacks = listStacks([now], 'elsewhere');
  const picked = stacks.filter(({ name }) => chosen === undefined || chosen.includes(name));
  const all = new Map(Object.entries(states));
  return validateNodesInUse(picked, stacks, { target, states: all }).map(formatProblem);
}

const weights = (v5: number, v6: number): MeshParts => ({
  nodes: { web: aNode({ backends: ['api'] }), v5: aNode(), v6: aNode() },
  services: { web: { to: 'web' }, api: { routes: { default: { targets: { v5, v6 } } } } },
});
const v6Removed: MeshParts = {
  nodes: { web: aNode({ backends: ['api'] }), v5: aNode() },
  services: { web: { to: 'web' }, api: { routes: { default: { targets: { v5: 100 } } } } },
};

describe('a node that still has weight is removed', () => {
  const before = shop(weights(50, 50));
  const stateWith = (keeps: readonly string[], application = before) =>
    stateOf([
      ...runner('web', envoyContainers(application, 'web'), keeps),
      ...runner('v5', envoyContainers(application, 'v5')),
      ...runner('v6', envoyContainers(application, 'v6')),
      ...['web', 'v5', 'v6'].flatMap(groupOf),
    ]);

  it('in one stack passes: the state says that Terraform keeps it until its callers have gone', () => {
    const states = { 'dev-shop': stateWith(['aws_ecs_service.v5', 'aws_ecs_service.v6']) };
    expect(refused({ now: shop(v6Removed), states })).toEqual([]);
  });

  it('is refused where no such order stands in the state, as of a version before; the way is weight 0 first', () => {
    expect(refused({ now: shop(v6Removed), states: { 'dev-shop': stateWith([]) } })).toEqual([
      'node "v6": is removed while web still sends requests to it, and Terraform cannot order the two changes; declare it again with weight 0 in its routes, or without a caller; run npm run deploy; then remove it; where requests may fail, --interrupt deploys it as it is [node-in-use]',
    ]);
    expect(
      refused({ now: shop(v6Removed), states: { 'dev-shop': stateWith([], shop(weights(100, 0))) } }),
    ).toEqual([]);
  });

  it('is refused as well where the bootstrap of its caller is so large that it is compressed in the state', () => {
    const { nodes = {}, services = {} } = weights(50, 50);
    const pages = Array.from({ length: 150 }, (_, index) => `/page-${index}`);
    const routes = Object.fromEntries(
      pages.map((prefix, index) => [`page-${index}`, { match: { prefix }, targets: { v5: 100 } }]),
    );
    const shared = { targets: { v5: 50, v6: 50 } };
    const large = shop({ nodes, services: { ...services, api: { routes: { default: shared, ...routes } } } });
    const containers = envoyContainers(large, 'web');
    expect(JSON.stringify(containers)).not.toContain('--config-yaml');
    const problems = refused({ now: shop(v6Removed), states: { 'dev-shop': stateWith([], large) } });
    expect(problems).toEqual([
      expect.stringContaining('node "v6": is removed while web still sends requests'),
    ]);
  });

  it('passes while nothing is deployed, and where a caller goes as well', () => {
    expect(refused({ now: shop(v6Removed), states: {} })).toEqual([]);
    const alone = shop({ nodes: { v5: aNode() }, services: { api: { to: 'v5' } } });
    expect(refused({ now: alone, states: { 'dev-shop': stateWith([]) } })).toEqual([]);
  });

  it('is refused between nodes that call each other, which Terraform cannot order', () => {
    const pair = shop({
      nodes: { ping: aNode({ backends: ['pong'] }), pong: aNode({ backends: ['ping'] }) },
      services: { ping: { to: 'ping' }, pong: { to: 'pong' } },
    });
    const states = {
      'dev-shop': stateOf([
        ...runner('ping', envoyContainers(pair, 'ping')),
        ...runner('pong', envoyContainers(pair, 'pong')),
      ]),
    };
    const now = shop({ nodes: { ping: aNode() }, services: { ping: { to: 'ping' } } });
    expect(refused({ now, states })).toEqual([
      expect.stringContaining('node "pong": is removed while ping still sends requests to it'),
    ]);
  });

  it('on App Mesh is looked up in the routes, and passes where the route keeps it', () => {
    const spec = [
      {
        http_route: [
          {
            action: [
              {
                weighted_target: [
                  { virtual_node: 'v5', weight: 50, port: 3000 },
                  { virtual_node: 'v6', weight: 50, port: 3000 },
                ],
              },
            ],
          },
        ],
      },
    ];
    const state = (dependencies: readonly string[]) =>
      stateOf([
        ['aws_ecs_service.v6', { attributes: {} }],
        ['aws_appmesh_route.api_default', { attributes: { spec }, dependencies }],
      ]);
    const deployment = { now: shop(v6Removed), target: 'app-mesh' } as const;
    expect(refused({ ...deployment, states: { 'dev-shop': state(['aws_ecs_service.v6']) } })).toEqual([]);
    expect(refused({ ...deployment, states: { 'dev-shop': state([]) } })).toEqual([
      expect.stringContaining(
        'node "v6": is removed while aws_appmesh_route.api_default still sends requests to it',
      ),
    ]);
  });

  it('without a mesh is looked up in what applications are told', () => {
    const dialling = (to: string) =>
      shop({
        nodes: {
          web: aNode({ backends: ['api'], runs: { environment: { API: 'http://v6.shop.local:3000/x' } } }),
          v5: aNode(),
          v6: aNode(),
        },
        services: { web: { to: 'web' }, api: { to } },
      });
    const states = {
      'dev-shop': stateOf([...runner('web', plainContainers(dialling('v6'), 'web')), ...runner('v6', [])]),
    };
    expect(refused({ now: shop(v6Removed), states, target: 'none' })).toEqual([
      expect.stringContaining('node "v6": is removed while web still sends requests to it'),
    ]);
  });
});

describe('across stacks', () => {
  const stacks = { platform: [], api: ['v5', 'v6'], web: ['web'] };
  const gateways = { ingress: aGateway() };
  const before = shop({ ...weights(50, 50), stacks, gateways });
  const statesOf = (running: MeshApplication) => ({
    'dev-shop-platform': stateOf([
      ...['web', 'v5', 'v6'].flatMap(groupOf),
      ...runner('ingress', envoyContainers(running, 'ingress')),
    ]),
    'dev-shop-api': stateOf([
      ...runner('v5', envoyContainers(running, 'v5')),
      ...runner('v6', envoyContainers(running, 'v6')),
    ]),
    'dev-shop-web': stateOf(runner('web', envoyContainers(running, 'web'), [])),
  });
  const removed = shop({ ...v6Removed, stacks: { ...stacks, api: ['v5'] }, gateways });

  it('a node that still has weight is refused, whichever of its stacks is deployed, and its callers may go first', () => {
    const states = statesOf(before);
    const inUse = expect.stringContaining(
      'node "v6": is removed while web still sends requests to it',
    ) as string;
    expect(refused({ now: removed, states })).toEqual([inUse]);
    expect(refused({ now: removed, states, chosen: ['dev-shop-api'] })).toEqual([inUse]);
    expect(refused({ now: removed, states, chosen: ['dev-shop-web'] })).toEqual([]);
  });

  it('with weight 0 its own stack goes before the platform, whose group its tasks hold', () => {
    const states = statesOf(shop({ ...weights(100, 0), stacks, gateways }));
    expect(refused({ now: removed, states, chosen: ['dev-shop-platform'] })).toEqual([
      'node "v6": is removed, but its tasks in stack "dev-shop-api" still use their security group, which this would delete; run npm run deploy dev-shop-api first [node-still-runs]',
    ]);
    expect(refused({ now: removed, states, chosen: ['dev-shop-api'] })).toEqual([]);
  });

  it('the rule of a way that a running caller uses does not go with the platform: the caller’s stack is deployed first', () => {
    const now = shop({
      nodes: { web: aNode(), v5: aNode(), v6: aNode() },
      services: { web: { to: 'web' }, api: { routes: { default: { targets: { v5: 50, v6: 50 } } } } },
      stacks,
      gateways,
    });
    const states = statesOf(before);
    const inUse = (node: string) =>
      `node "${node}": web of stack "dev-shop-web" still sends requests to it, and the security group rule for them would be removed first; run npm run deploy dev-shop-web first; if its new version needs other rules, keep the node with weight 0 in its routes for one deployment; where requests may fail, --interrupt deploys it as it is [way-in-use]`;
    expect(refused({ now, states, chosen: ['dev-shop-platform'] })).toEqual([inUse('v5'), inUse('v6')]);
    expect(refused({ now, states, chosen: ['dev-shop-web'] })).toEqual([]);
    expect(
      refused({
        now,
        states: { ...states, 'dev-shop-web': stateOf(runner('web', envoyContainers(now, 'web'))) },
      }),
    ).toEqual([]);
  });

  it('what does not change passes', () => {
    expect(refused({ now: before, states: statesOf(before) })).toEqual([]);
  });
});

describe('a listener that callers are led to', () => {
  const on = (...ports: readonly number[]) =>
    shop({
      nodes: { web: aNode({ backends: ['api'] }), v5: aNode({ listeners: ports.map((port) => http(port)) }) },
      services: { web: { to: 'web' }, api: { to: 'v5' } },
    });
  const states = (application: MeshApplication) => ({
    'dev-shop': stateOf([
      ...runner('web', envoyContainers(application, 'web'), ['aws_ecs_service.v5']),
      ...runner('v5', envoyContainers(application, 'v5')),
    ]),
  });

  it('is not taken away, nor moved to another port', () => {
    const inUse =
      'node "v5" > listeners: port 3000 is removed while web still sends requests to it; keep it beside the new one; lead the routes to the new one, or remove the calls; run npm run deploy; then remove it; where requests may fail, --interrupt deploys it as it is [listener-in-use]';
    expect(refused({ now: on(4000), states: states(on(3000)) })).toEqual([inUse]);
    const worker = shop({
      nodes: { web: aNode(), v5: aNode({ listeners: [] }) },
      services: { web: { to: 'web' } },
    });
    expect(refused({ now: worker, states: states(on(3000)) })).toEqual([inUse]);
  });

  it('gets another beside it', () => {
    expect(refused({ now: on(3000, 4000), states: states(on(3000)) })).toEqual([]);
  });
});
