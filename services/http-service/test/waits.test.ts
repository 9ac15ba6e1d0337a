import { once } from 'node:events';
import { request } from 'node:http';
import { Socket } from 'node:net';
import { limitWaits } from '../src';

describe('limitWaits', () => {
  it('ends a request that gets no connection', async () => {
    const socket = Object.assign(new Socket(), { connecting: true }); // And for ever: no network drops packets on demand.
    const upstream = request({ createConnection: () => socket });
    upstream.once('socket', () => limitWaits(upstream, socket, { connectMs: 20, silenceMs: 60_000 }));
    const [error] = (await once(upstream, 'error')) as [Error];
    expect(error.message).toBe('no connection after 20 ms');
  });
});
