import { setTimeout as sleep } from 'node:timers/promises';
import { createZone } from '../src';
import { type FakeMetadata, type MetadataAnswer, startFakeMetadata } from './testing';

let metadata: FakeMetadata | undefined;
let logged: string[];

beforeEach(() => {
  logged = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await metadata?.close();
  metadata = undefined;
});

const startZone = async (answer: MetadataAnswer) => {
  metadata = await startFakeMetadata(answer);
  return { metadata, zone: createZone(new URL(metadata.uri), { askAgainMs: 20 }) };
};

describe('the zone of a task', () => {
  it('is what the task metadata says, asked for once', async () => {
    const { metadata, zone } = await startZone({ zone: 'us-west-2b' });
    expect(await Promise.all([zone(), zone()])).toEqual(['us-west-2b', 'us-west-2b']);
    metadata.answer(503);
    expect([await zone(), metadata.asked(), logged]).toEqual(['us-west-2b', 1, []]);
  });

  it('is local where there is no endpoint, which is where there is no ECS', async () => {
    expect(await createZone(undefined)()).toBe('local');
  });

  it.each<[string, MetadataAnswer, string]>([
    ['has no zone', { body: '{"Cluster":"a"}' }, 'the task metadata names no AvailabilityZone'],
    ['has an empty zone', { zone: '' }, 'the task metadata names no AvailabilityZone'],
    ['is null', { body: 'null' }, 'the task metadata names no AvailabilityZone'],
    ['is no JSON', { body: '<html>' }, 'not valid JSON'],
    ['is an error', 503, 'the task metadata endpoint answered 503'],
    ['does not come', 'silence', 'the task metadata endpoint did not answer within 1000 ms'],
  ])('is unknown where the answer %s, and the log says why', async (_, answer, reason) => {
    const { zone } = await startZone(answer);
    expect(await zone()).toBe('unknown');
    expect(logged).toEqual([expect.stringContaining(reason)]);
  });

  it('is unknown where no process listens', async () => {
    const { zone, metadata } = await startZone(503);
    await metadata.close();
    expect(await zone()).toBe('unknown');
    expect(logged).toEqual([expect.stringContaining('ECONNREFUSED')]);
  });

  it('is asked for again after a while as long as it is unknown, and not at once', async () => {
    const { metadata, zone } = await startZone(503);
    expect([await zone(), await zone(), metadata.asked()]).toEqual(['unknown', 'unknown', 1]);
    metadata.answer({ zone: 'us-west-2c' });
    await sleep(60);
    expect([await zone(), metadata.asked()]).toEqual(['us-west-2c', 2]);
  });
});
