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

  it('gives a request on an open connection the time of an answer', async () => {
    const socket = Object.assign(new Socket(), { connecting: false }); // An earlier request opened it.
    const upstream = request({ createConnection: () => socket });
    upstream.once('socket', () => limitWaits(upstream, socket, { connectMs: 20, silenceMs: 80 }));
    const [error] = (await once(upstream, 'error')) as [Error];
    expect(error.message).toBe('silent for 80 ms');
  });
});
