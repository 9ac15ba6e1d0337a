import { connect, type ClientHttp2Session } from 'node:http2';
import { Agent, get as httpGet, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { http2, networkLoadBalancer, seconds } from '../../../../lib/mesh';
import { ingressPort } from '../../../../lib/targets/envoy';
import { aGateway, aMesh, aNode } from '../../../../lib/testing';
import { type DrainProcess, startDrain } from '../../../support/drain-process';
import { describeDataPlane } from '../../../support/envoy';
import { type Answer, type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

const shop = aMesh({
  nodes: {
    // Asked in both protocols.
    web: aNode({ listeners: [http2(3000, { timeout: { perRequest: seconds(0) } })] }),
    h2: aNode({ listeners: [http2(3000)] }),
    slow: aNode(),
  },
  services: { web: { to: 'web' }, h2: { to: 'h2' } },
  gateways: { ingress: aGateway({ listener: http2(8080), loadBalancer: networkLoadBalancer(80) }) },
}).at({ stage: 'dev' });

const SLOW_MS = 4000;

const usual: Answer = (request, response) => {
  if (request.url !== '/stream') return void response.end('web');
  const timer = setInterval(() => response.write('more'), 200);
  response.on('close', () => clearInterval(timer));
};
const late: Answer = (_, response) => void setTimeout(() => response.end('late'), SLOW_MS);

describeDataPlane('a task that leaves', () => {
  let mesh: RunningMesh;
  const drains: DrainProcess[] = [];
  const sessions: ClientHttp2Session[] = [];

  beforeAll(async () => {
    mesh = await startMesh(shop, { applications: { web: () => usual, slow: () => late } });
    await until('the gateway leads on', async () => (await mesh.enter('ingress')).status === 200);
  }, 60_000);
  afterAll(async () => {
    drains.forEach((drain) => drain.kill());
    sessions.forEach((session) => session.destroy());
    await mesh?.stop();
  }, 20_000);

  const addressOf = (name: string) => mesh.tasks(name)[0]?.address ?? '';
  const way = (name: string) => (name === 'ingress' ? 8080 : ingressPort({ interception: 'explicit' }, 3000));
  const drainOf = async (name: string, times: { hear: number; most: number }) => {
    const drain = await startDrain({ address: addressOf(name), times });
    drains.push(drain);
    return drain;
  };

  it('waits for a request that is on its way, and no longer', async () => {
    const drain = await drainOf('slow', { hear: 1, most: 20 });
    const asked = fetch(`http://${addressOf('slow')}:${way('slow')}/`).then((reply) => reply.text());
    await sleep(300);
    const { milliseconds: time, code } = await drain.leave();
    expect(code).toBe(0);
    expect(await asked).toBe('late');
    expect(time).toBeGreaterThan(SLOW_MS - 1000);
    expect(time).toBeLessThan(12_000);
  }, 30_000);

  it.each(['web', 'ingress'])(
    'tells %s of HTTP/1.1 to close and of HTTP/2 to go away, with the next answer',
    async (name) => {
      const [host, port] = [addressOf(name), way(name)];
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const keepAlive = () =>
        new Promise<string | undefined>((resolve, reject) => {
          httpGet({ host, port, agent }, (reply: IncomingMessage) => {
            reply.resume().on('end', () => resolve(reply.headers.connection));
          }).on('error', reject);
        });
      const [asking, streaming] = [connectTo(host, port), connectTo(host, port)];
      sessions.push(asking.session, streaming.session);
      expect(await keepAlive()).not.toBe('close');
      await requestOn(asking.session, '/');
      streaming.session
        .request({ ':path': '/stream' })
        .on('error', () => undefined)
        .resume();
      await sleep(500);
      expect([asking.told(), streaming.told()]).toEqual([false, false]);

      const drain = await drainOf(name, { hear: 2, most: 4 });
      const left = drain.leave();
      await until('it closes what it is asked on', async () => (await keepAlive()) === 'close');
      // Nothing is answered on these yet.
      expect([asking.told(), streaming.told()]).toEqual([false, false]);
      await requestOn(streaming.session, '/');
      await until('the one with a stream is told', streaming.told);
      await requestOn(asking.session, '/');
      await until('it is told', asking.told);
      // A stream is a request on its way: the drain waits for it, as long as it may.
      expect((await left).milliseconds).toBeGreaterThan(3000);
      agent.destroy();
    },
    30_000,
  );
});

function connectTo(host: string, port: number) {
  let told = false;
  const session = connect(`http://${host}:${port}`);
  session.on('goaway', () => (told = true)).on('error', () => undefined);
  return { session, told: () => told };
}

function requestOn(session: ClientHttp2Session, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = session.request({ ':path': path });
    stream
      .on('error', reject)
      .on('close', () => resolve())
      .resume()
      .end();
  });
}
