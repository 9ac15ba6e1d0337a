/** The three ways in which a node comes to run. */
import { http, urlOf } from '../../../lib/mesh';
import type { NodeDefinition } from '../../../lib/mesh/node';
import { aMesh, aNode, type MeshParts } from '../../../lib/testing';
import { textsOf } from '../problems-of';

const job = (node: NodeDefinition): MeshParts => ({ nodes: { web: aNode(), job: node } });
const runsOf = (runs: NodeDefinition['runs']) => aMesh(job({ runs })).at({ stage: 'dev' }).nodes[0]?.runs;
/** What a type would forbid. */
const wrong = (runs: object) => textsOf(job({ runs: { source: 'job', ...runs } as never }));

describe('what runs', () => {
  it('is a service, unless it says otherwise', () => {
    expect(runsOf({ source: 'job' })).toMatchObject({ kind: 'service', count: 1 });
    expect(runsOf({ kind: 'service', source: 'job' })).toEqual(runsOf({ source: 'job' }));
  });

  it('is a one-off task, which has a size and no count', () => {
    expect(runsOf({ kind: 'task', source: 'job' })).toEqual({
      kind: 'task',
      origin: { source: 'job' },
      cpu: 256,
      memoryMiB: 1024,
      environment: {},
      ports: [],
      readonlyRootFilesystem: true,
    });
  });

  it('is a schedule of one task at a time', () => {
    expect(runsOf({ kind: 'schedule', at: 'rate(1 day)', source: 'job' })).toEqual({
      kind: 'schedule',
      at: 'rate(1 day)',
      taskCount: 1,
      origin: { source: 'job' },
      cpu: 256,
      memoryMiB: 1024,
      environment: {},
      ports: [],
      readonlyRootFilesystem: true,
    });
  });

  it('has the fields of its kind and no others', () => {
    expect(wrong({ kind: 'task', count: 2 })).toEqual([
      expect.stringMatching(
        /^node "job" > runs: "count" is not a field here, fields: .* and \d+ more; only a service is kept running; how many tasks a schedule starts is `taskCount` \[field-unknown\]$/,
      ),
    ]);
    expect(wrong({ at: 'rate(1 day)' })[0]).toContain('node "job" > runs: "at" is not a field here');
    expect(wrong({ kind: 'schedule' })).toEqual([
      'node "job" > runs: "at" is missing; add it [field-missing]',
    ]);
    expect(wrong({ kind: 'schedule', at: 'rate(1 day)', scaling: {} })[0]).toContain(
      'node "job" > runs: "scaling" is not a field here',
    );
  });

  it.each(['daemon', null, 5, ['task']])('is of no other kind: %j', (kind) => {
    expect(wrong({ kind })).toEqual([
      `node "job" > runs: "kind" must be "service", "task" or "schedule", got ${JSON.stringify(kind)}; fix the value [field-type]`,
    ]);
  });
});

describe.each([
  ['task', { kind: 'task', source: 'job' }],
  ['schedule', { kind: 'schedule', at: 'rate(1 day)', source: 'job' }],
] as const)('a %s', (kind, runs) => {
  it('may call services, and be told where they are', () => {
    const environment = { WEB: urlOf('web') };
    expect(textsOf(job({ backends: ['web'], runs: { ...runs, environment } }))).toEqual([]);
  });

  it('is held to what Fargate sells, and to its backends, as a service is', () => {
    expect(textsOf(job({ runs: { ...runs, cpu: 300, environment: { WEB: urlOf('web') } } }))).toEqual([
      'node "job" > runs: Fargate has no such cpu size, got 300; use one of 256, 512, 1024, 2048, 4096, 8192, 16384, 32768 [fargate-cpu]',
      'node "job" > runs > environment "WEB": service "web" is not a backend of this node, its backends: none; add it to `backends` [address-not-backend]',
    ]);
  });

  it('does not listen', () => {
    expect(textsOf(job({ listeners: [http(3000)], runs }))).toEqual([
      `node "job" > runs: a ${kind} cannot have listeners: it is not registered under a name; remove the node's listeners, or run it as a service [job-listens]`,
    ]);
  });

  it('is nothing that a service could lead to', () => {
    expect(textsOf({ ...job({ runs }), services: { web: { to: 'web' }, job: { to: 'job' } } })).toEqual([
      'service "job": target "job" has no listener; add one, such as http(3000), to node "job" [target-no-listener]',
    ]);
  });
});
