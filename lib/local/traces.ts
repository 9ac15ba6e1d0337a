/** The segments that Envoys send, put together to a tree for each request. */
import type { Socket } from 'node:dgram';
import type { Tell } from './events';

export function listenForTraces(socket: Socket, tell: Tell): void {
  socket.on('message', (message) => tell({ event: 'notice', text: message.toString() }));
}
