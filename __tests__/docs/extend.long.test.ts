/** `docs/extend.md` followed to the letter, in a copy of the project. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratch, type Scratch } from '../support/scratch';
import { filesOf, read } from './documents';

const page = read('docs/extend.md');
const commands = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, text = '']) =>
  text.trim().split('\n'),
);

describe('docs/extend.md', () => {
  let scratch: Scratch;
  const printed = new Map<string, string>();
  beforeAll(() => {
    scratch = makeScratch();
    for (const { path, text } of filesOf(page)) scratch.write(path, text);
  });
  afterAll(() => scratch.remove());

  it.each(commands)(
    '%s',
    (command) => {
      const { status, output } = scratch.type(command);
      expect({ status, output }).toEqual({ status: 0, output: expect.not.stringContaining('rror') });
      printed.set(command, output);
    },
    60_000,
  );

  it('shows tests that run and pass', () => {
    expect(printed.get('npx jest services/market')).toMatch(/Tests: +2 passed, 2 total/);
  });

  it('synthesises what the page says', () => {
    const { resource } = JSON.parse(
      readFileSync(join(scratch.root, 'cdktf.out/stacks/dev-market/cdk.tf.json'), 'utf8'),
    ) as { readonly resource: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>> };
    expect(resource['aws_cloudwatch_metric_alarm']?.['old_orders']).toMatchObject({
      dimensions: { QueueName: '${aws_sqs_queue.orders.name}' },
    });
    expect(resource['aws_ecs_service']?.['cart']).toMatchObject({ enable_execute_command: true });
    expect(resource['aws_iam_role_policy']?.['cart_task']?.['policy']).toContain('sqs:ReceiveMessage');
  });
});
