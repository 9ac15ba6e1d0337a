/**
 * `docs/five-steps.md`: the first document's five steps as this project does them. Lines of `application.ts` are quoted
 * from the file, resources are what synth writes for target `app-mesh` and not, or otherwise, for `none`.
 */
import { isDeepStrictEqual } from 'node:util';
import { addresses, block, containerOf, environmentOf, type Stack, synthColorTeller } from '../support/synth';
import { read } from './documents';

const SOURCE = 'services/color-teller/application.ts';
const plain = synthColorTeller({ MESH_TARGET: 'none' }).stack('dev-color-teller');
const meshed = synthColorTeller().stack('dev-color-teller');

interface Change {
  /** As in a plan: new, changed, gone. */
  readonly sign: '+' | '~' | '-';
  readonly address: string;
}

interface Step {
  readonly title: string;
  /** What the document does, and what is different here. */
  readonly does: readonly string[];
  /** First and last line of each quotation. */
  readonly quotes: readonly (readonly [first: string, last: string])[];
  /** Addresses that the step is about. */
  readonly about: RegExp;
  readonly look: readonly string[];
}

/** What differs between plain ECS and App Mesh, by address. */
export function changes(): Change[] {
  const [before, after] = [addresses(plain), addresses(meshed)];
  const signOf = (address: string): Change['sign'] | undefined => {
    if (!before.includes(address)) return '+';
    if (!after.includes(address)) return '-';
    return isDeepStrictEqual(bodyOf(plain, address), bodyOf(meshed, address)) ? undefined : '~';
  };
  const all = [...new Set([...before, ...after])].sort();
  return all.flatMap((address) => {
    const sign = signOf(address);
    return sign === undefined ? [] : [{ sign, address }];
  });
}

/** Without cdktf's own notes. */
function bodyOf(stack: Stack, address: string): unknown {
  const text = JSON.stringify(block(stack, address), (key, value: unknown) =>
    key === '//' ? undefined : value,
  );
  return JSON.parse(text) as unknown;
}

const code = (value: unknown) => `\`${String(value)}\``;
const names = (stack: Stack, runner: string) => {
  const { container_definitions: text } = block(stack, `aws_ecs_task_definition.${runner}`);
  return (JSON.parse(String(text)) as { name: string }[]).map(({ name }) => code(name)).join(', ');
};
const backendOf = (stack: Stack) => code(environmentOf(containerOf(stack, 'client', 'app'))['COLOR_BACKEND']);
const targetGroup = (stack: Stack) => {
  const { port, health_check } = block(stack, 'aws_lb_target_group.ingress');
  const { port: asked, path } = health_check as { port: string; path: string };
  return `port ${code(port)}, health ${code(`:${asked === 'traffic-port' ? port : asked}${path}`)}`;
};

export const steps: readonly Step[] = [
  {
    title: 'Step 1: the mesh',
    does: [
      'A mesh is a name and a rule about what its proxies may call. It runs nothing. The namespace is the DNS zone in which the',
      'services find each other. It was there before, because plain ECS needs it too.',
    ],
    quotes: [["mesh: 'sample-mesh',", "namespace: 'service.local',"]],
    about: /^aws_appmesh_mesh\./,
    look: [
      `In the JSON: ${code('aws_appmesh_mesh.mesh')} has the stage in its name, ${code(block(meshed, 'aws_appmesh_mesh.mesh')['name'])}, so that two stages live side by side.`,
      `Its egress filter is ${code(egressFilter())}: proxies call only what is declared, and AWS's own APIs.`,
    ],
  },
  {
    title: 'Step 2: virtual nodes',
    does: [
      'A virtual node is what App Mesh knows of one kind of task: where it listens, how its health is checked, where its',
      'addresses are found. The document writes one beside each service. Here it follows from the node.',
    ],
    quotes: [
      ['const teller = (color: string) => ({', "listeners: [http(3000, { health: '/health' })],"],
      ["red: teller('red'),", "blue: teller('blue'),"],
    ],
    about: /^aws_appmesh_virtual_node\./,
    look: [
      'The port stands in one place. Listener, health check, container port and security group rule all come from it.',
      `In the plan: service discovery of ${code('aws_appmesh_virtual_node.red')} names the Cloud Map service ${code('red')}, which does not change.`,
    ],
  },
  {
    title: 'Step 3: an Envoy beside every application',
    does: [
      'Each task gets a second container, the proxy Envoy. The platform leads all traffic of the task through it. The document',
      'adds the container, its health check, the proxy configuration and a policy by hand. Here no line asks for them: you',
      'declare what runs, and the target adds what it needs.',
    ],
    quotes: [['runs: {', '},']],
    about:
      /^(aws_ecs_task_definition\.(red|blue|client)|aws_iam_role_(policy|policies_exclusive)\.(red|blue|client)_task|aws_ecs_service\.(red|blue))$/,
    look: [
      `In the JSON: the containers of ${code('aws_ecs_task_definition.red')} were ${names(plain, 'red')} and are ${names(meshed, 'red')}. The last one is the bonus below.`,
      `${code('proxy_configuration')} beside them leads everything that comes to port 3000, and everything that the task calls, through Envoy. User 1337 is Envoy itself. It is left out, or its own calls would come back to it.`,
      `${code('dependsOn')} of ${code('app')}: the application starts when Envoy is healthy.`,
      `${code('aws_iam_role_policy.red_task')}: this Envoy may read the configuration of this one node. The document attaches a managed policy that reads every node's. ${code('aws_ecs_service.red')} waits for it. ${code('aws_iam_role_policies_exclusive.red_task')} states that the role has no other policy.`,
      'In a plan a task definition is always replaced, never changed: ECS counts revisions, and keeps the old ones.',
    ],
  },
  {
    title: 'Step 4: virtual services, their routes, and names that resolve',
    does: [
      'A virtual service is a name that callers use. A router and its routes decide which nodes answer, and how much each of',
      'them gets. A caller declares the services that it calls as backends. The name must resolve before a call starts, so the',
      'document makes a dummy Cloud Map entry. Here the entry appears if no node has the name.',
    ],
    quotes: [
      ["backends: ['color-service'],", "backends: ['color-service'],"],
      ["environment: { COLOR_BACKEND: urlOf('color-service'), VERSION: 'meshed' },", ''],
      ["'color-service': {", "'client-service': { to: 'client' },"],
    ],
    about:
      /^aws_appmesh_(route|virtual_router|virtual_service)\.|^aws_service_discovery_|^aws_vpc_security_group_\w+_rule\.(blue_from_client|client_to_blue)/,
    look: [
      `${code('COLOR_BACKEND')} of the client was ${backendOf(plain)} and is ${backendOf(meshed)}: it called one node, and now it calls the nodes that the routes choose.`,
      `In the JSON: ${code('aws_appmesh_route.color-service_default')} has both nodes as targets, ${code('blue')} with weight 0. A canary is one more number: ${code('MESH_WEIGHTS=color-service/default:red=90,blue=10')}.`,
      `Two security group rules let the client call ${code('blue')}, which may get traffic now.`,
      `The placeholder's address, ${code(placeholderAddress())}, belongs to no machine: a call that gets past Envoy fails.`,
    ],
  },
  {
    title: 'Step 5: a gateway behind the load balancer',
    does: [
      'The load balancer still leads straight to the client. A virtual gateway is an Envoy with a task of its own. It takes the',
      'place of the client, so the mesh also routes requests from outside. The load balancer stays. Only its target changes.',
    ],
    quotes: [['gateways: {', '},']],
    about:
      /^aws_appmesh_(virtual_gateway|gateway_route)\.|^aws_lb|\.ingress(_task|_execution)?$|^aws_ecs_service\.client$|^aws_security_group\.client_ways$|_rule\.(ingress_|client_from_ingress)/,
    look: [
      `${code('aws_lb_target_group.ingress')} was ${targetGroup(plain)} and is ${targetGroup(meshed)}. The document's health check is ${code('/server_info')}, which also answers while Envoy has no configuration yet.`,
      `If it is deployed already, only the health check of the group changes. The group's port is only a default for targets without a port, and ECS registers each target with one (${code('ignore_changes')}).`,
      `${code('aws_security_group.client_ways')} is removed: App Mesh tells running tasks at once which services they call.`,
      `${code('aws_ecs_service.client')} leaves the load balancer. Now the gateway calls it.`,
      'The security group rule from the gateway to the client is missing in the text of the document. Only its finished code has it.',
    ],
  },
  {
    title: 'Bonus: X-Ray',
    does: [
      'One line traces the whole mesh. The document adds a daemon to each task by hand. Here the line adds one to each task, with',
      'the two write permissions that it needs, in the policies of steps 3 and 5.',
    ],
    quotes: [['tracing: { samplingRate: 0.05 },', '']],
    about: /^aws_xray_/,
    look: [
      `${code('xray-daemon')} is the third container of each task of step 3, and the second of the gateway's. It is not essential: if it fails, the application runs on.`,
      `${code('aws_xray_group.tracing')} holds the traces that begin at the gateway.`,
    ],
  },
];

function egressFilter(): unknown {
  const { spec } = block(meshed, 'aws_appmesh_mesh.mesh') as { spec: { egress_filter: { type: string } } };
  return spec.egress_filter.type;
}

function placeholderAddress(): unknown {
  const { attributes } = block(meshed, 'aws_service_discovery_instance.color-service');
  return (attributes as Record<string, string>)['AWS_INSTANCE_IPV4'];
}

export function renderFiveSteps(): string {
  return [
    '# Five steps to a mesh',
    '',
    '`npm run golden` writes this page from what synth writes. Do not edit it here.',
    '',
    'The document [AWS App Mesh in five steps](https://github.com/jaecktec/aws-cdk-appmesh-example) turns a small system',
    'into a service mesh, one edit after the other. Here the whole system is declared once, in',
    `[application.ts](../${SOURCE}). The setting \`MESH_TARGET\` decides what carries it:`,
    '`none` is where the document starts, and `app-mesh` is where it ends. This page walks from one to the other.',
    '',
    '**AWS ended App Mesh on 2026-09-30.** The start uses nothing that has ended, so you can deploy it. You can read, plan and',
    'test the steps, but you can no longer deploy them: a real apply stops where it creates the mesh.',
    '',
    'You need not know CDKTF: this project writes plain Terraform, as JSON, into `cdktf.out/stacks/`. In the lists below `+` is a',
    'resource that a step adds, `~` one that it changes, and `-` one that it removes. Every resource that differs stands in',
    'exactly one step.',
    '',
    ...renderStart(),
    ...steps.flatMap(renderStep),
    ...renderWay(),
    '',
  ].join('\n');
}

function renderStart(): string[] {
  const left = Object.keys(plain.terraform.resource?.['aws_ecs_service'] ?? {});
  return [
    '## Start: no mesh',
    '',
    '```sh',
    'MESH_TARGET=none npm run synth',
    '```',
    '',
    'Containers on ECS Fargate find each other by name in a private DNS zone. A load balancer leads straight to the page:',
    '',
    '```text',
    'internet ─▶ load balancer :80 ─▶ client :3000 ─▶ red :3000',
    '```',
    '',
    `It has ${addresses(plain).length} resources and data sources. With App Mesh there are ${addresses(meshed).length}. Look at these:`,
    '',
    ...list([
      `Three ECS services, ${left.map(code).join(', ')}, each with one container. ${code('blue')} runs, but no node calls it: without a mesh a name leads to one node.`,
      `The client finds red by its own name: ${code('COLOR_BACKEND')} is ${backendOf(plain)}.`,
      `The load balancer's target group: ${targetGroup(plain)}.`,
      'Synth prints one warning for each thing that is lost without a mesh: retries, timeouts, traces and more.',
    ]),
    '',
    'Then the same system on App Mesh. Nothing is edited:',
    '',
    '```sh',
    'npm run synth',
    '```',
    '',
    '`app-mesh` is the default. `MESH_TARGET` works before every other command as well. `npm run diff` shows the difference',
    'between what is deployed and what is declared.',
    '',
  ];
}

function renderStep({ title, does, quotes, about, look }: Step): string[] {
  const own = changes().filter(({ address }) => about.test(address));
  return [
    `## ${title}`,
    '',
    ...does,
    '',
    '```ts',
    ...quotes.flatMap(([first, last], index) => [...(index > 0 ? ['// …'] : []), ...quote(first, last)]),
    '```',
    '',
    '```text',
    ...own.map(({ sign, address }) => `${sign} ${address}`),
    '```',
    '',
    ...list(look),
    '',
  ];
}

/** Lines of application.ts, from the first to the nearest last one of no deeper indentation. */
function quote(first: string, last: string): string[] {
  const lines = read(SOURCE).split('\n');
  const start = lines.findIndex((line) => line.trim() === first);
  if (start < 0) throw new Error(`${SOURCE} has no line ${first}: change the quotation in five-steps.ts`);
  const indent = lines[start]?.search(/\S/) ?? 0;
  const length = lines
    .slice(start)
    .findIndex(
      (line) => (last === '' || line.trim() === last) && line.search(/\S/) <= indent + closing(last),
    );
  if (length < 0) throw new Error(`${SOURCE} has no line ${last} after ${first}`);
  return lines.slice(start, start + length + 1).map((line) => line.slice(indent));
}

/** A closing bracket stands where its block began; any other last line may be inside. */
const closing = (last: string) => (/^[\])}]/.test(last) ? 0 : 2);

function renderWay(): string[] {
  return [
    '## From one to the other, and back',
    '',
    'If the start is deployed, the change of the target is one plan. A test applies it in both directions',
    '([switch-target.test.ts](../__tests__/deploy/long/switch-target.test.ts)). Cluster, zone, load balancer, log groups, roles,',
    'security groups, target group and ECS services stay. Only revisions of task definitions are replaced.',
    '',
    'It is not seamless. Tasks of the client leave the target group while tasks of the gateway join it, each at its own pace. The',
    'group checks the health of the new tasks at once, so for a minute or two it may answer 503. Do it when requests may fail, or',
    'make a second stage (`MESH_STAGE`) and move the DNS name.',
  ];
}

/** Prettier's own form: each point on one line. */
const list = (points: readonly string[]) => points.map((point) => `- ${point}`);
