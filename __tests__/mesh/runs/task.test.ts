/** What a task has beside its containers: what is taken and refused, at both edges. */
import type { NodeDefinition } from '../../../lib/mesh';
import { validateApplication } from '../../../lib/mesh/validate';
import { renderAccess } from '../../../lib/targets/none';
import { aMesh, aNode } from '../../../lib/testing';

const completed = (runs: Partial<NodeDefinition['runs']>) =>
  aMesh({ nodes: { web: aNode({ runs }) } }).at({ stage: 'dev' });
const codes = (runs: Partial<NodeDefinition['runs']>) =>
  validateApplication(completed(runs)).map(({ code }) => code);

it.each([
  ['LATEST', []],
  ['1.4.0', []],
  ['1.5.2', []],
  ['2.0.0', []],
  ['1.3.0', ['platform-version']],
  ['0.9.0', ['platform-version']],
  ['1.4', ['platform-version']],
  ['latest', ['platform-version']],
  ['', ['platform-version']],
])('platformVersion %p: %p', (platformVersion, expected) => {
  expect(codes({ platformVersion })).toEqual(expected);
});

describe('a folder to write to', () => {
  it.each([
    ['/tmp', []],
    ['/var/cache/.own', []],
    ['/..data/x', []],
    ['/', ['folder-path']],
    ['/tmp/', ['folder-path']],
    ['/tmp/../etc', ['folder-path']],
    ['/a,mode=0777', ['folder-path']],
    ['/a:b', ['folder-path']],
    ['tmp', ['folder-path']],
  ])('%p: %p', (path, expected) => {
    expect(codes({ writable: [path] })).toEqual(expected);
  });

  it('leaves some of the memory to the container, whose own limit counts first', () => {
    const writable = [{ path: '/tmp', sizeMiB: 512 }];
    expect(codes({ memoryMiB: 1024, writable })).toEqual([]);
    expect(codes({ memoryMiB: 1024, containerMemoryMiB: 513, writable })).toEqual([]);
    expect(codes({ memoryMiB: 1024, containerMemoryMiB: 512, writable })).toEqual(['writable-memory']);
    expect(codes({ memoryMiB: 1024, writable: [...writable, { path: '/var', sizeMiB: 512 }] })).toEqual([
      'writable-memory',
    ]);
  });

  it('gives the same model in any order', () => {
    const [one, other] = [
      ['/b', '/a'],
      ['/a', '/b'],
    ].map((writable) => completed({ writable }).nodes[0]?.runs.writable);
    expect(one).toEqual([
      { path: '/a', sizeMiB: 64 },
      { path: '/b', sizeMiB: 64 },
    ]);
    expect(other).toEqual(one);
  });
});

describe('rights', () => {
  const statement = (actions: string[], resources: string[]) =>
    codes({ rights: { statements: [{ actions, resources }] } });

  it.each([
    ['s3:Get*', 'arn:aws:s3:::shop/*', []],
    ['s3:*', 'arn:aws:s3:::shop', []],
    ['s3:GetObject', '*', []],
    ['s3:*', '*', ['rights-all']],
    ['*', '*', ['rights-all']],
    ['S3:GetObject', '*', ['rights-action']],
    ['s3:Get Object', '*', ['rights-action']],
    ['s3:GetObject', 'shop', ['reference-id']],
    ['s3:GetObject', 'arn:aws:s3:::shop/${aws:username}/*', []],
  ])('action %p on %p: %p', (action, resource, expected) => {
    expect(statement([action], [resource])).toEqual(expected);
  });

  it('have at least one action and one resource', () => {
    expect(statement([], ['*'])).toEqual(['rights-empty']);
    expect(statement(['s3:GetObject'], [])).toEqual(['rights-empty']);
  });

  it.each([
    ['/', []],
    ['/teams/', []],
    [`/${'x'.repeat(510)}/`, []],
    [`/${'x'.repeat(511)}/`, ['role-path']],
    ['teams/', ['role-path']],
    ['/teams', ['role-path']],
    ['/te ams/', ['role-path']],
  ])('path %p: %p', (path, expected) => {
    expect(codes({ rights: { path } })).toEqual(expected);
  });

  it('attach as many managed policies as IAM takes, those of others included', () => {
    const managed = Array.from({ length: 10 }, (_, index) => `arn:aws:iam::aws:policy/P${index}`);
    const found = (task: string[]) =>
      validateApplication(
        aMesh({
          nodes: { web: aNode({ runs: { rights: { managed } } }) },
          outsidePolicies: { web: { task } },
        }).at({ stage: 'dev' }),
      ).map(({ code }) => code);
    expect(found([])).toEqual([]);
    expect(found(['arn:aws:iam::aws:policy/P3'])).toEqual([]);
    expect(found(['arn:aws:iam::aws:policy/Other'])).toEqual(['outside-policy-many']);
  });

  it('are added to roles, or are those of roles that exist: never both', () => {
    const role = 'arn:aws:iam::123456789012:role/web';
    expect(codes({ rights: { taskRole: role, executionRole: role } })).toEqual([]);
    expect(codes({ rights: { taskRole: 'web', executionRole: role } })).toEqual(['reference-id']);
    expect(() => completed({ rights: { taskRole: role } as never })).toThrow('field-missing');
    expect(() => completed({ rights: { taskRole: role, executionRole: role, path: '/' } as never })).toThrow(
      'field-unknown',
    );
  });
});

describe('a volume', () => {
  const volume = {
    fileSystem: 'fs-0a1b2c3d',
    accessPoint: 'fsap-0a1b2c3d4e5f67890',
    securityGroup: { id: 'sg-0a1b2c3d' },
  };

  it.each([
    ['/data', volume, []],
    ['/', volume, ['folder-path']],
    ['/data', { ...volume, fileSystem: 'data' }, ['reference-id']],
    ['/data', { ...volume, accessPoint: 'fs-0a1b2c3d' }, ['reference-id']],
    ['/data', { ...volume, fileSystem: { tags: { Name: 'data' } } }, ['reference-by-tags']],
    ['/data', { ...volume, securityGroup: { id: 'default' } }, ['reference-id']],
  ])('at %p: %j gives %p', (path, one, expected) => {
    expect(codes({ volumes: { [path]: one } })).toEqual(expected);
  });

  it('is not where a folder in memory is', () => {
    expect(codes({ writable: ['/data'], volumes: { '/data': volume } })).toEqual(['folder-twice']);
  });

  it('needs rules once, however many folders of one file system a node has', () => {
    const nodes = { web: aNode({ runs: { volumes: { '/a': volume, '/b': volume } } }) };
    const { exits } = renderAccess(aMesh({ nodes }).at({ stage: 'dev' }));
    expect(exits).toEqual([
      {
        from: { kind: 'tasks', name: 'web' },
        to: ['its file system'],
        port: 2049,
        group: { id: 'sg-0a1b2c3d', addRule: false },
      },
    ]);
  });
});
