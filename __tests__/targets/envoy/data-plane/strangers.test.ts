/** A gateway that strangers reach, by many connections and slow ones: it goes on answering, and so does its health. */
import { connect, type Socket } from 'node:net';
import { networkLoadBalancer } from '../../../../lib/mesh';
import type { Bootstrap } from '../../../../lib/targets/envoy';
import { aGateway, aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

const shop = aMesh({
  nodes: { web: aNode() },
  gateways: { ingress: aGateway({ loadBalancer: networkLoadBalancer(80) }) },
}).at({ stage: 'dev' });

/** More than the files that an Envoy may have open here. */
const MANY = 1700;
const withFewFiles = ['bash', '-c', 'ulimit -n 1500; exec "$@"', 'bash'];

/** Numbers of the same limits by which a test need not wait: 300 connections in place of 5,120, a second in place of 10. */
function soon(name: string, bootstrap: Bootstrap): Bootstrap {
  if (name !== 'ingress') return bootstrap;
  return JSON.parse(
    JSON.stringify(bootstrap)
      .replace('"max_active_downstream_connections":5120', '"max_active_downstream_connections":300')
      .replace('"request_headers_timeout":"10s"', '"request_headers_timeout":"1s"'),
  ) as Bootstrap;
}

describeDataPlane('a gateway behind a Network Load Balancer', () => {
  let mesh: RunningMesh | undefined;
  const slow: Socket[] = [];
  afterEach(async () => {
    slow.splice(0).forEach((socket) => socket.destroy());
    await mesh?.stop();
  }, 20_000);

  const place = () => ({ host: mesh?.tasks('ingress')[0]?.address ?? '', port: 8080 });

  /** Opens connections that say a part of a request; resolves when each is open, or refused. */
  const openMany = (count: number, part: string) =>
    Promise.all(
      Array.from(
        { length: count },
        () =>
          new Promise<void>((done) => {
            const { host, port } = place();
            const socket = connect(port, host, () => void socket.write(part, () => done()));
            socket.on('error', () => done()).on('close', () => done());
            slow.push(socket.resume());
          }),
      ),
    );
  const isOpen = ({ destroyed }: Socket) => !destroyed;
  const admin = async () => (await mesh?.tasks('ingress')[0]?.envoy.admin('/ready'))?.status;
  const health = async () => (await mesh?.enter('ingress', { port: 15002, path: '/ready' }))?.status;
  const answer = async () =>
    mesh?.enter('ingress').then(
      ({ status }) => status,
      () => 'refused',
    );

  it(`answers new requests while ${MANY} that were begun are not ended`, async () => {
    mesh = await startMesh(shop);
    await openMany(MANY, 'GET / HTTP/1.1\r\nhost: shop\r\nx-slow: ');
    await expect(Promise.all([answer(), admin(), health()])).resolves.toEqual([200, 200, 200]);
    expect(slow.filter(isOpen)).toHaveLength(MANY);
  }, 30_000);

  it('refuses more connections than it may have, and is neither unwell nor without answers for long', async () => {
    mesh = await startMesh(shop, { changed: soon, started: () => ({ within: withFewFiles }) });
    await openMany(MANY, 'GET / HTTP/1.1\r\nhost: shop\r\nx-slow: ');
    await until('the others are closed', () => Promise.resolve(slow.filter(isOpen).length <= 300));
    await expect(Promise.all([admin(), health()])).resolves.toEqual([200, 200]);
    // Those that were let in have a second for their headers; then there is room again, for one that is not slow.
    await until('there is an answer', async () => (await answer()) === 200);
    await until('the slow ones are closed', () => Promise.resolve(!slow.some(isOpen)));
  }, 30_000);
});
