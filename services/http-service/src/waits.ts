/** How long a request to another service may wait, for a connection and then for each part of the answer. */
import { type ClientRequest } from 'node:http';
import { type Socket } from 'node:net';

export interface Waits {
  readonly connectMs: number;
  /** For the answer to begin, and then for each next part of it. */
  readonly silenceMs: number;
}

/** What a request fails with that has waited too long; the message says for what. */
export class UpstreamTimeout extends Error {}

/** To be called with the request's socket as soon as it has one: before it is connected. */
export function limitWaits(upstream: ClientRequest, socket: Socket, { connectMs, silenceMs }: Waits): void {
  const giveUp = (what: string) => upstream.destroy(new UpstreamTimeout(what));
  upstream.setTimeout(silenceMs, () => giveUp(`silent for ${silenceMs} ms`));
  if (!socket.connecting) return; // One that an earlier request opened.
  const timer = setTimeout(() => giveUp(`no connection after ${connectMs} ms`), connectMs);
  for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(timer));
}
