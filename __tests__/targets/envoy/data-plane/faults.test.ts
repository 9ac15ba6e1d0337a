/** Faults of a running mesh, and what a caller sees of each. Retries are the default two; a request may take 900 ms. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { http, milliseconds } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { type Answer, type RunningMesh, startMesh, type Task } from './running-mesh';
import { until } from './until';

const timeout = { perRequest: milliseconds(900) };
/** Shorter than the model allows users, so that the test is. */
const health = {
  path: '/health',
  interval: milliseconds(300),
  timeout: milliseconds(300),
  healthyThreshold: 2,
  // No task is left out meanwhile.
  unhealthyThreshold: 10,
};

const route = (node: string) => ({ routes: { all: { targets: { [node]: 1 }, timeout } } });

const shop = aMesh({
  nodes: {
    caller: aNode({ listeners: [], backends: ['pair', 'pair-once', 'lone'] }),
    neighbour: aNode({ listeners: [], backends: ['lone'] }),
    pair: aNode({ listeners: [http(3000, { health })] }),
    lone: aNode({ listeners: [http(3000, { health })] }),
  },
  services: {
    pair: route('pair'),
    'pair-once': { routes: { all: { targets: { pair: 1 }, timeout, retry: false } } },
    lone: route('lone'),
  },
}).at({ stage: 'dev' });

/** A status, or how the connection ended. */
type Seen = number | string;

/** What the application does, and what its caller sees: of one in two, the same without retries, of the only one. */
type Row = readonly [does: Answer, oneInTwo: Seen[], withoutRetries: Seen[], all: Seen[]];

// prettier-ignore
const APPLICATIONS: Readonly<Record<string, Row>> = {
  //                                     does       one in two           without retries      all
  'resets the connection':              [reset,     [200],               [200, 503],          [503]],
  'closes the connection':              [close,     [200],               [200, 503],          [503]],
  // Nothing ends a single try unless it is asked for, so the route's time is over.
  'hangs':                              [hang,      [200, 504],          [200, 504],          [504]],
  'answers what is no HTTP':            [garbage,   [200],               [200, 502],          [502]],
  'answers 503':                        [say(503),  [200],               [200, 503],          [503]],
  'answers 500':                        [say(500),  [200, 500],          [200, 500],          [500]],
  'resets in the middle of its answer': [resetLate, [200, 'ECONNRESET'], [200, 'ECONNRESET'], ['ECONNRESET']],
};

function reset({ socket }: IncomingMessage): void {
  socket.resetAndDestroy();
}

function close({ socket }: IncomingMessage): void {
  socket.end();
}

function hang(): void {}

function garbage({ socket }: IncomingMessage): void {
  socket.end('what?\r\n\r\n');
}

function say(code: number): Answer {
  return (_, response) => void response.writeHead(code).end();
}

function resetLate({ socket }: IncomingMessage, response: ServerResponse): void {
  response.write('begun', () => setTimeout(() => socket.resetAndDestroy(), 50));
}

const fine: Answer = (_, response) => void response.end();

const pathOf = (name: string) => `/${encodeURIComponent(name)}`;

/** As the application of the row that the path names does, and well at all other paths. */
const misbehave: Answer = (request, response) => {
  const name = decodeURIComponent(request.url ?? '').slice(1);
  (APPLICATIONS[name]?.[0] ?? fine)(request, response);
};

let mesh: RunningMesh;

const taskOf = (name: string): Task => {
  const [task] = mesh.tasks(name);
  if (task === undefined) throw new Error(`there is a task of ${name}`);
  return task;
};

const clusters = async () => (await taskOf('caller').envoy.admin('/clusters')).body;

/** Until requests go to all tasks: an Envoy's workers hear of changes of health once a second (`update_merge_window`). */
const allWell = async () => {
  await until(
    'all tasks are well',
    async () => ((await clusters()).match(/health_flags::healthy/g) ?? []).length === 3,
  );
  await until('requests go to all tasks', async () => {
    await Promise.all(['pair', 'lone'].map((service) => see(service)));
    return ((await clusters()).match(/:\d+::rq_total::[1-9]/g) ?? []).length === 3;
  });
};

/** What callers see, once each, of 12 requests at once, which go to tasks in turn. */
async function see(service: string, path = '/', from = 'caller'): Promise<Seen[]> {
  const call = () =>
    mesh.call(from, service, { path }).then(
      (reply): Seen => reply.status,
      ({ code = '?' }: NodeJS.ErrnoException): Seen => code,
    );
  return [...new Set(await Promise.all(Array.from({ length: 12 }, call)))].sort();
}

describeDataPlane('the caller of an application that', () => {
  beforeAll(async () => {
    mesh = await startMesh(shop, {
      counts: { pair: 2 },
      applications: { pair: (task) => (task === 0 ? misbehave : fine), lone: () => misbehave },
    });
    await allWell();
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  const rows = Object.entries(APPLICATIONS).map(([name, [, ...seen]]) => [name, ...seen] as const);

  it.each(rows)(
    '%s sees %j of one in two, %j of it without retries, %j of the only one',
    async (name, ...seen) => {
      // One after the other: two services of one node take turns, and one of them may get the well task each time.
      const found: Seen[][] = [];
      for (const service of ['pair', 'pair-once', 'lone']) found.push(await see(service, pathOf(name)));
      expect(found).toEqual(seen);
    },
  );
});

describeDataPlane('the caller sees', () => {
  beforeAll(async () => {
    mesh = await startMesh(shop, { counts: { pair: 2 }, applications: { lone: () => misbehave } });
    // What has never been well is forgotten as soon as DNS does not name it.
    await allWell();
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  const openRequests = async () => Number(/_lone_.*::rq_active::(\d+)/.exec(await clusters())?.[1]);

  /** An answer lives for a second, so the Envoys ask soon. */
  const askedAgain = async (host: string) => {
    const before = mesh.dns.asked(host);
    await until('DNS is asked again', () => mesh.dns.asked(host) > before);
  };

  it('200 where DNS says that there is no such name: tasks that answer their checks stay', async () => {
    mesh.dns.addresses.delete('pair.shop.local');
    await askedAgain('pair.shop.local');
    expect(await see('pair-once')).toEqual([200]);
  });

  it('200 where DNS says nothing any more', async () => {
    mesh.dns.silent.add('lone.shop.local');
    await askedAgain('lone.shop.local');
    expect(await see('lone')).toEqual([200]);
    mesh.dns.silent.clear();
  });

  it('200 where the Envoy of one task in two is killed; without retries 503 as well', async () => {
    await taskOf('pair').envoy.stop();
    expect(await see('pair')).toEqual([200]);
    expect(await see('pair-once')).toEqual([200, 503]);
  });

  it('503 while the Envoy of the only task is killed', async () => {
    await taskOf('lone').envoy.stop();
    expect(await see('lone')).toEqual([503]);
    await taskOf('lone').restartEnvoy();
    expect(await see('lone')).toEqual([200]);
  });

  it('a broken connection, then a closed port, when its own Envoy is killed; other callers see nothing', async () => {
    const hanging = see('lone', pathOf('hangs'));
    await until('the requests are on their way', async () => (await openRequests()) === 12);
    await taskOf('caller').envoy.stop();
    expect(await hanging).toEqual(['ECONNRESET']);
    expect(await see('lone')).toEqual(['ECONNREFUSED']);
    expect(await see('lone', '/', 'neighbour')).toEqual([200]);
    await taskOf('caller').restartEnvoy();
    expect(await see('lone')).toEqual([200]);
  });
});
