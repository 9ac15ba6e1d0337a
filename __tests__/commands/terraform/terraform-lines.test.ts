import { planTextOf, readTerraformLine } from '../../../lib/commands/terraform/terraform-lines';

describe('a line of terraform', () => {
  it.each([
    ['aws_vpc.main: Creating...', { kind: 'begun', address: 'aws_vpc.main' }],
    ['aws_ecs_service.red: Modifying... [id=arn:aws:ecs]', { kind: 'begun', address: 'aws_ecs_service.red' }],
    ['aws_x.a["b: c"]: Destroying... [id=1]', { kind: 'begun', address: 'aws_x.a["b: c"]' }],
    [
      'aws_vpc.main: Creation complete after 12s [id=vpc-1]',
      { kind: 'done', address: 'aws_vpc.main', sign: '+', took: '12s' },
    ],
    [
      '\u001b[0m\u001b[1maws_ecs_service.red: Modifications complete after 1m3s [id=x]\u001b[0m',
      { kind: 'done', address: 'aws_ecs_service.red', sign: '~', took: '1m3s' },
    ],
    [
      'aws_vpc.main: Destruction complete after 0s',
      { kind: 'done', address: 'aws_vpc.main', sign: '-', took: '0s' },
    ],
    [
      'Plan: 3 to add, 0 to change, 1 to destroy.',
      { kind: 'planned', text: '3 to add, 0 to change, 1 to destroy' },
    ],
    [
      'Plan: 1 to import, 3 to add, 0 to change, 1 to destroy.',
      { kind: 'planned', text: '3 to add, 0 to change, 1 to destroy' },
    ],
    ['Warning: Argument is deprecated', { kind: 'warning', text: 'Argument is deprecated' }],
    ['aws_vpc.main: Still creating... [10s elapsed]', undefined],
    ['aws_vpc.main: Refreshing state... [id=vpc-1]', undefined],
    ['', undefined],
  ])('%s', (line, event) => {
    expect(readTerraformLine(line)).toEqual(event);
  });
});

test('the text of a plan is what a person reads to approve it, notes and warnings too', () => {
  const output = [
    'data.aws_region.here: Reading...',
    'data.aws_region.here: Read complete after 0s [id=us-west-2]',
    'aws_vpc.main: Refreshing state... [id=vpc-1]',
    '',
    'Note: Objects have changed outside of Terraform',
    '',
    '  # aws_vpc.main will be updated in-place',
    '  ~ tags = {}',
    '',
    'Plan: 0 to add, 1 to change, 0 to destroy.',
    '',
    'Warning: a word',
    '─────────',
    '',
    'Saved the plan to: /x.tfplan',
    '',
    'To perform exactly these actions, run the following command to apply:',
    '    terraform apply "/x.tfplan"',
  ].join('\n');
  expect(planTextOf(output).split('\n')).toEqual([
    'Note: Objects have changed outside of Terraform',
    '',
    '  # aws_vpc.main will be updated in-place',
    '  ~ tags = {}',
    '',
    'Plan: 0 to add, 1 to change, 0 to destroy.',
    '',
    'Warning: a word',
  ]);
});
