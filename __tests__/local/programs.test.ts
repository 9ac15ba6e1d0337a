/** How the Envoy of a task is started on this machine. */
import { UNPACK_SCRIPT, unpackBootstrap } from '../../lib/ecs/containers/packed-bootstrap';
import { assignSlots, type LocalAddresses } from '../../lib/local/addresses/assign-addresses';
import { envoyProgram } from '../../lib/local/programs';
import { listTasks } from '../../lib/local/tasks';
import { aMesh, aNode } from '../../lib/testing';

/** The Envoy of a worker that calls as many services. */
function envoyOfCaller(backends: number) {
  const names = Array.from({ length: backends }, (_, index) => `service-${index}`);
  const application = aMesh({
    nodes: {
      ...Object.fromEntries(names.map((name) => [name, aNode()])),
      caller: aNode({
        listeners: [],
        backends: names,
        backendPorts: Object.fromEntries(names.map((name, index) => [name, 10_000 + index])),
      }),
    },
    services: Object.fromEntries(names.map((name) => [name, { to: name }])),
  }).at({ stage: 'dev' });
  const tasks = listTasks(application, { counts: new Map(), region: 'us-west-2' });
  const task = tasks.find(({ owner }) => owner === 'caller');
  if (task === undefined) throw new Error('the caller runs');
  const addresses: LocalAddresses = {
    range: { kind: 'addresses', block: 0 },
    tasks,
    slots: assignSlots(tasks),
    gateways: new Map(),
    externals: new Map(),
  };
  const startOf = () => ({ file: 'node', words: [], environment: {} });
  const refs = {
    application,
    addresses,
    envoy: '/opt/envoy',
    root: '/project',
    machine: { PATH: '/bin' },
    startOf,
  };
  return envoyProgram(refs, task);
}

describe('the Envoy of a task on this machine', () => {
  it('gets its bootstrap as text', () => {
    const { file, words, environment } = envoyOfCaller(2);
    expect([file, words.slice(0, 2), environment]).toEqual([
      '/opt/envoy',
      ['--concurrency', '1'],
      { PATH: '/bin' },
    ]);
    expect(words[words.indexOf('--config-yaml') + 1]).toContain('"admin"');
  });

  it('unpacks a bootstrap that is too long for an argument, as in its task definition', () => {
    const { file, words, environment } = envoyOfCaller(60);
    const { ENVOY_BOOTSTRAP_GZIP: packed = '', ...machine } = environment;
    expect([file, words.slice(0, 4)]).toEqual(['bash', ['-c', UNPACK_SCRIPT, '/opt/envoy', '--concurrency']]);
    expect(machine).toEqual({ PATH: '/bin' });
    const text = unpackBootstrap(packed);
    expect(text.length).toBeGreaterThan(131_071);
    expect(text).toContain('service-59');
    expect(words.join(' ')).not.toContain('service-59');
  });
});
