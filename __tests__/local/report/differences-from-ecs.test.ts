import { describeDifferencesFromEcs } from '../../../lib/local/report/differences-from-ecs';
import { listTasks } from '../../../lib/local/tasks';
import { http, tcp } from '../../../lib/mesh';
import { aMesh, aNode, type MeshParts } from '../../../lib/testing';
import type { HostPort } from '../../../lib/targets/envoy/bootstrap/address';

interface Choices {
  readonly counts?: Readonly<Record<string, number>>;
  readonly externals?: Readonly<Record<string, HostPort>>;
  readonly tracing?: MeshParts['tracing'];
}

function told(
  nodes: MeshParts['nodes'],
  { counts = {}, externals = {}, tracing = false }: Choices = {},
): string[] {
  const application = aMesh({ nodes: { web: aNode(), ...nodes }, tracing }).at({ stage: 'dev' });
  const tasks = listTasks(application, { counts: new Map(Object.entries(counts)), region: 'us-west-2' });
  return describeDifferencesFromEcs(application, { tasks, externals: new Map(Object.entries(externals)) });
}

describe('what is told before a mesh starts', () => {
  it('is nothing where all runs as it is declared', () => {
    expect(told({})).toEqual([]);
  });

  it('is that a job does not run', () => {
    expect(told({ migrate: { runs: { kind: 'task', source: 'migrate' } } })).toEqual([
      'node "migrate" is a task, which does not run here',
    ]);
  });

  it('is that an image does not run, once', () => {
    expect(told({ cache: aNode({ runs: { image: 'docker.io/library/redis:8' } }) })).toEqual([
      'node "cache" runs image docker.io/library/redis:8, which cannot run here, so no program answers for it',
    ]);
  });

  it('is that a node without a task does not answer', () => {
    expect(told({}, { counts: { web: 0 } })).toEqual([
      'node "web" has no task here, so no program answers for it',
    ]);
  });

  it('is which nodes are transparent on ECS, in one line', () => {
    const transparent = aNode({ interception: 'transparent' });
    expect(told({ cart: transparent, prices: transparent })).toEqual([
      'transparent interception is on ECS alone; here, what urlOf, hostOf and portOf say leads to Envoy, and nothing else does: "cart", "prices"',
    ]);
  });

  it('is that no file system is mounted', () => {
    const volumes = {
      '/data': {
        fileSystem: 'fs-0a1b2c3d',
        accessPoint: 'fsap-0a1b2c3d',
        securityGroup: { id: 'sg-0a1b2c3d' },
      },
    };
    expect(told({ cart: aNode({ runs: { volumes } }) })).toEqual([
      'node "cart": /data is a folder of this machine, and no EFS file system is mounted there',
    ]);
  });

  it('is that no OpenTelemetry collector runs', () => {
    expect(told({}, { tracing: { tracer: 'opentelemetry' } })).toEqual([
      expect.stringMatching(/^Envoys trace for X-Ray here/),
    ]);
  });

  it('is where calls go that leave the mesh', () => {
    const nodes = {
      database: { external: tcp(5432), host: 'db.example.com' },
      partner: { external: http(80), host: 'api.example.org' },
    };
    expect(told(nodes, { externals: { database: { host: '127.0.0.1', port: 15_432 } } })).toEqual([
      'node "database" is external, and called at 127.0.0.1:15432',
      'node "partner" is external, and called at api.example.org:80; elsewhere with --external partner=<host>:<port>',
    ]);
  });
});
