/** What a mistake in `extend.ts` says: its line, and what to do. */
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Construct } from 'constructs';
import { extend, type Extended, type Extension } from '../../lib/extend';
import { application, http } from '../../lib/mesh';
import { MeshError } from '../../lib/mesh/checks/problem';
import { synthExtended } from '../support/synth';

const shop = application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    cart: { listeners: [http(3000)], runs: { source: 'cart' } },
    web: { listeners: [http(3000)], backends: ['cart'], runs: { source: 'web' } },
    report: { runs: { source: 'report', kind: 'task' } },
  },
  services: { cart: { to: 'cart' }, web: { to: 'web' } },
  stacks: { platform: [], cart: ['cart', 'report'], web: ['web'] },
}));

/** As JavaScript writes it: synth does not type-check. */
const untyped = (change: (extended: Extended) => unknown): Extension =>
  extend(shop as never, change as (extended: Extended) => void);

function mistakeOf(extension: Extension): string {
  try {
    synthExtended(shop, extension, { MESH_TARGET: 'none' });
  } catch (error) {
    if (error instanceof MeshError) return error.message.replaceAll(/\S*\/(?=mistakes\.test\.ts)/g, '');
    throw error;
  }
  return 'no mistake';
}

const HERE = /^mistakes\.test\.ts:\d+:\d+: /;
const queue = (scope: Construct | undefined, id = 'orders') => new SqsQueue(scope as Construct, id, {});

const attach = (tasks: Extended['tasks'], name: string, arn: string) =>
  tasks['web']?.roles.task.attach(name, arn);

it.each<[string, (extended: Extended) => unknown, string]>([
  [
    'a task with a typo',
    ({ tasks }) => tasks['webb'],
    'this application has no task "webb"; did you mean "web"? [extend-unknown]',
  ],
  [
    'a service of a job',
    ({ services }) => services['report'],
    'this application has no ECS service "report"; use one of "cart", "web" [extend-unknown]',
  ],
  [
    'a load balancer where there is none',
    ({ loadBalancers }) => loadBalancers['ingress'],
    'this application has no load balancer "ingress"; remove it [extend-unknown]',
  ],
  [
    'a stack with a typo',
    ({ stacks }) => stacks['platfrom'],
    'this application has no stack "platfrom"; did you mean "platform"? [extend-unknown]',
  ],
  [
    'a resource by its type',
    ({ resource }) => resource(SqsQueue, 'orders'),
    'this application has no aws_sqs_queue "orders"; remove it [extend-unknown]',
  ],
  [
    'a role that a service does not have',
    ({ tasks }) => tasks['web']?.roles['schedule' as 'task'],
    'task "web" has no role "schedule"; use one of "execution", "task" [extend-unknown]',
  ],
  [
    'a container that is not in the task',
    ({ tasks }) => tasks['web']?.changeContainer('envoy', (before) => before),
    'task "web" has no container "envoy"; use one of "app" [extend-unknown]',
  ],
  [
    'a variable of application.ts',
    ({ tasks }) => tasks['web']?.environment({ PORT: '80' }),
    'the container has this variable already, got "PORT"; remove it here or in application.ts [extend-variable]',
  ],
  [
    'a right to nothing',
    ({ tasks }) => tasks['web']?.grant({ actions: ['s3:GetObject'], resources: [] }),
    `a statement must have at least one action and one resource, got {"actions":["s3:GetObject"],"resources":[]}; write { actions: ['s3:GetObject'], resources: ['<ARN>'] } [extend-statement]`,
  ],
  [
    'an error of the user’s own',
    () => {
      throw new TypeError('no such table');
    },
    'it throws: TypeError: no such table; correct it there [extend-broken]',
  ],
  [
    'an id that its scope has',
    ({ stacks }) => [queue(stacks['platform']), queue(stacks['platform'])],
    '"dev-shop-platform" has a construct of this id already, got "orders"; give yours another id [extend-id-taken]',
  ],
  [
    'an empty id',
    ({ stacks }) => queue(stacks['platform'], ''),
    `a construct must have an id, got ""; write one in snake_case, such as 'orders' [extend-id-empty]`,
  ],
  [
    'an output of a name that is there',
    ({ stacks }) =>
      [1, 2].map((value) => stacks['platform']?.addOutput('size', { value, description: 'Size' })),
    '"dev-shop-platform" has a construct of this id already, got "size"; give yours another id [extend-id-taken]',
  ],
  [
    'a container that is not returned',
    ({ tasks }) => tasks['web']?.changeContainer('app', () => undefined as never),
    'the change of container "app" must return it, with its name and a list "environment", got nothing; write (before) => ({ ...before, … }) [extend-container-form]',
  ],
  [
    'a container of another name',
    ({ tasks }) => tasks['web']?.changeContainer('app', () => ({ name: 'web', environment: [] })),
    'the change of container "app" must return it, with its name and a list "environment", got {"name":"web","environment":[]}; write (before) => ({ ...before, … }) [extend-container-form]',
  ],
  [
    'a container without its list of variables',
    ({ tasks }) => tasks['web']?.changeContainer('app', () => ({ name: 'app' }) as never),
    'the change of container "app" must return it, with its name and a list "environment", got {"name":"app"}; write (before) => ({ ...before, … }) [extend-container-form]',
  ],
  [
    'no variables',
    ({ tasks }) => tasks['web']?.environment(null as never),
    'variables are an object, got null; write environment({ ORDERS_URL: orders.url }) [extend-variables]',
  ],
  [
    'a policy under one name twice',
    ({ tasks }) =>
      ['arn:aws:iam::aws:policy/A', 'arn:aws:iam::aws:policy/B'].map((arn) => attach(tasks, 'reports', arn)),
    'the role has an attachment of this name already, got "reports"; attach it once, under a name of its own [extend-attachment-twice]',
  ],
  [
    'one policy twice',
    ({ tasks }) => ['reports', 'more'].map((name) => attach(tasks, name, 'arn:aws:iam::aws:policy/A')),
    'the role has this policy already, got "arn:aws:iam::aws:policy/A"; attach it once, under a name of its own [extend-attachment-twice]',
  ],
  [
    'a policy under a name that is left out of the address',
    ({ tasks }) => attach(tasks, 'Reports', 'arn:aws:iam::aws:policy/A'),
    `attach(name, arn) takes a name in snake_case and the ARN of a policy, got "Reports"; write attach('reports', policy.arn) [extend-attachment]`,
  ],
  [
    'no policy',
    ({ tasks }) => attach(tasks, 'reports', undefined as never),
    `attach(name, arn) takes a name in snake_case and the ARN of a policy, got nothing; write attach('reports', policy.arn) [extend-attachment]`,
  ],
])('%s', (_, change, text) => {
  const message = mistakeOf(untyped(change));
  expect(message).toMatch(HERE);
  expect(message.replace(HERE, '')).toBe(text);
});

it.each<[string, (extended: Extended) => unknown, string]>([
  [
    'an address that another construct has',
    ({ stacks }) => [
      queue(stacks['platform']),
      queue(new Construct(stacks['platform'] as Construct, 'Extra'), 'Orders'),
      queue(new Construct(stacks['platform'] as Construct, 'More'), 'orders'),
    ],
    [
      'constructs "dev-shop-platform/orders" and "dev-shop-platform/Extra/Orders" have one address, "aws_sqs_queue.orders"; give yours another id [extend-address]',
      'constructs "dev-shop-platform/orders" and "dev-shop-platform/More/orders" have one address, "aws_sqs_queue.orders"; give yours another id [extend-address]',
    ].join('\nservices/shop/extend.ts: '),
  ],
  [
    'an async function',
    () => Promise.reject(new Error('late')),
    'its function is async, and synth does not wait for it; make it a plain function [extend-async]',
  ],
  [
    'a promise of another library',
    () => ({ then: (_: unknown, fail: (error: Error) => void) => fail(new Error('late')) }),
    'its function is async, and synth does not wait for it; make it a plain function [extend-async]',
  ],
  ...['my orders', '1st', 'a.b', 'größe'].map((id): [string, (extended: Extended) => unknown, string] => [
    `an id that is no address: ${id}`,
    ({ stacks }) => queue(stacks['platform'], id),
    `Terraform takes no such address, which construct "dev-shop-platform/${id}" has, got "${id}"; give it an id of letters, digits and "_" that does not begin with a digit [extend-id]`,
  ]),
  [
    'a value of a stack that comes later, told once',
    ({ stacks, tasks }) => {
      const { arn, url } = queue(tasks['web']?.stack);
      stacks['platform']?.addOutput('orders', { value: arn, description: 'Orders' });
      stacks['platform']?.addOutput('again', { value: arn, description: 'Orders' });
      tasks['cart']?.environment({ URL: url });
    },
    [
      'stack "dev-shop-cart" uses "aws_sqs_queue.orders.url" of stack "dev-shop-web", which is not deployed before it; add what uses it to stack "dev-shop-web" [extend-stack-order]',
      'stack "dev-shop-platform" uses "aws_sqs_queue.orders.arn" of stack "dev-shop-web", which is not deployed before it; add what uses it to stack "dev-shop-web" [extend-stack-order]',
    ].join('\nservices/shop/extend.ts: '),
  ],
])('%s, at the file', (_, change, text) => {
  expect(mistakeOf(untyped(change)).replace(HERE, 'services/shop/extend.ts: ')).toBe(
    `services/shop/extend.ts: ${text}`,
  );
});

it('names each variable that is wrong', () => {
  const wrong = { A: 3, B: undefined, '': 'x', C: '', '1D': 'x', E: 'right' } as never;
  const lines = mistakeOf(untyped(({ tasks }) => tasks['web']?.environment(wrong))).split('\n');
  expect(lines.map((line) => line.replace(HERE, ''))).toEqual([
    'a variable name has letters, digits and "_" and does not start with a digit, got ""; rename the variable [environment-name]',
    'a variable name has letters, digits and "_" and does not start with a digit, got "1D"; rename the variable [environment-name]',
    ...[
      ['A', '3'],
      ['B', 'nothing'],
      ['C', '""'],
    ].map(
      ([name, got]) =>
        `variable "${name}" must be a text with at least one character, got ${got}; write one, or a token such as orders.url [extend-variable-value]`,
    ),
  ]);
});
