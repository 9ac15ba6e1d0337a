/** Where to find what exists: each form, and what AWS calls each kind of thing by. */
import { byTags, fromParameter, fromState } from '../../../lib/mesh';
import type { Place } from '../../../lib/mesh/checks/shape';
import { type Ref, refShape, validateRef } from '../../../lib/mesh/surroundings/reference';
import { type ReferenceKind, referenceKinds } from '../../../lib/mesh/surroundings/reference-kind';

const codesOf = (ref: Ref, kind: ReferenceKind = 'vpc') =>
  validateRef(ref, { kind, where: 'here' }).map(({ code }) => code);

describe('a text', () => {
  it.each(Object.entries(referenceKinds))('of kind %s may be its example', (kind, { example }) => {
    expect(codesOf(example, kind as ReferenceKind)).toEqual([]);
  });

  it.each<[ReferenceKind, string]>([
    ['vpc', 'vpc-0a1b2c3'],
    ['vpc', 'vpc-0a1b2c3dd'],
    ['vpc', 'subnet-0a1b2c3d'],
    ['subnets', 'vpc-0a1b2c3d'],
    ['cluster', 'main cluster'],
    ['cluster', 'arn:aws:ecs:eu-west-1:123456789012:service/main'],
    ['namespace', 'shop.local'],
    ['zone', 'example'],
    ['zone', 'example.com.'],
    ['security-group', 'default'],
    ['listener', referenceKinds['load-balancer'].example],
    ['load-balancer', referenceKinds.listener.example],
    ['certificate', 'arn:aws:iam::123456789012:server-certificate/main'],
    ['web-acl', 'main'],
    ['host', 'db'],
    ['key', 'alias/main'],
    ['bucket', 'Logs'],
  ])('of kind %s is not "%s"', (kind, text) => {
    expect(codesOf(text, kind)).toEqual(['reference-id']);
  });

  it.each(Object.entries(referenceKinds))(
    'of kind %s may be tags instead, where tags find it',
    (kind, { hasTags }) => {
      const [problem] = validateRef('?', { kind: kind as ReferenceKind, where: 'here' });
      expect(
        problem?.fix.endsWith(hasTags ? 'fromParameter() or byTags()' : 'fromState() or fromParameter()'),
      ).toBe(true);
      expect(codesOf(byTags({ Name: 'main' }), kind as ReferenceKind)).toEqual(
        hasTags ? [] : ['reference-by-tags'],
      );
    },
  );

  it.each(['vpc-0a1b2c3d', 'vpc-0a1b2c3d4e5f67890'])('of a VPC has 8 or 17 digits: %s', (id) => {
    expect(codesOf(id)).toEqual([]);
  });

  it.each(['Z0123456789ABCDEFGHIJ', 'example.com'])('of a zone is its id or its name: %s', (zone) => {
    expect(codesOf(zone, 'zone')).toEqual([]);
  });

  it('of a cluster is its name or its ARN', () => {
    expect(codesOf('arn:aws:ecs:eu-west-1:123456789012:cluster/main', 'cluster')).toEqual([]);
  });

  it('is told which word is wrong, and what to use', () => {
    expect(validateRef('vpc', { kind: 'vpc', where: 'network > existing > vpc' })).toMatchObject([
      {
        where: 'network > existing > vpc',
        what: 'it is not the id of a VPC',
        got: 'vpc',
        fix: 'use one such as "vpc-0a1b2c3d4e5f67890", or fromState(), fromParameter() or byTags()',
      },
    ]);
  });
});

describe('fromState()', () => {
  it('holds the key and the output, and bucket and region where they are others', () => {
    expect(fromState('network.tfstate', 'vpc_id')).toEqual({ state: 'network.tfstate', output: 'vpc_id' });
    expect(fromState('a/b', 'c', { bucket: 'states', region: 'eu-west-1' })).toEqual({
      state: 'a/b',
      output: 'c',
      bucket: 'states',
      region: 'eu-west-1',
    });
  });

  it('reports all that is wrong at once', () => {
    expect(codesOf(fromState('', '1st', { bucket: 'a', region: 'earth' }))).toEqual([
      'reference-state-key',
      'reference-output',
      'reference-bucket',
      'reference-region',
    ]);
  });

  it.each<[string, readonly string[]]>([
    ['x'.repeat(1024), []],
    ['x'.repeat(1025), ['reference-state-key']],
    ['env:/prod/network.tfstate', ['reference-state-key']],
  ])('takes keys of 1 to 1,024 safe characters: %#', (key, codes) => {
    expect(codesOf(fromState(key, 'vpc_id'))).toEqual(codes);
  });
});

describe('fromParameter()', () => {
  it.each(['/network/vpc-id', 'arn:aws:ssm:eu-west-1:123456789012:parameter/network/vpc-id'])(
    'takes %s',
    (name) => {
      expect(codesOf(fromParameter(name))).toEqual([]);
    },
  );

  it.each(['', '${x}', 'x'.repeat(1012)])('does not take %j', (name) => {
    expect(codesOf(fromParameter(name))).toEqual(['reference-parameter']);
  });
});

describe('byTags()', () => {
  it('takes what AWS takes as tags', () => {
    expect(codesOf(byTags({ Name: 'main network', 'team:owner': '' }))).toEqual([]);
  });

  it.each<[Readonly<Record<string, string>>, string]>([
    [{}, 'reference-tags-empty'],
    [{ '': 'x' }, 'reference-tag'],
    [{ ['x'.repeat(129)]: '' }, 'reference-tag'],
    [{ Name: 'x'.repeat(257) }, 'reference-tag'],
    [{ Name: '${x}' }, 'reference-tag'],
  ])('does not take %j', (tags, code) => {
    expect(codesOf(byTags(tags))).toEqual([code]);
  });

  it('finds no host, which has no tags', () => {
    expect(codesOf(byTags({ Name: 'db' }), 'host')).toEqual(['reference-by-tags']);
  });
});

describe('the shape', () => {
  const place: Place = { owner: 'network', name: '"vpc"', own: 'network > vpc' };
  const shapeCodes = (value: unknown) => refShape(value, place).map(({ code }) => code);

  it.each<[unknown]>([
    ['vpc-1'],
    [fromState('a', 'b', { bucket: 'c' })],
    [fromParameter('a')],
    [byTags({ a: 'b' })],
  ])('takes %j', (value) => {
    expect(shapeCodes(value)).toEqual([]);
  });

  it.each<[unknown, string]>([
    [7, 'field-type'],
    [['vpc-1'], 'field-type'],
    [{}, 'field-type'],
    [{ state: 'a' }, 'field-missing'],
    [{ state: 'a', output: 'b', key: 'c' }, 'field-unknown'],
    [{ parameter: 7 }, 'field-type'],
    [{ tags: { a: 7 } }, 'field-type'],
  ])('refuses %j', (value, code) => {
    expect(shapeCodes(value)).toEqual([code]);
  });
});
