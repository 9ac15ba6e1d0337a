// What stands between the client and the backends in the browser test: it sends each request where the test says.
import type { ServerResponse } from 'node:http';
import { listen } from '../../services/http-service/test/testing';

/** The URL of a backend, a color to answer with in its place, or no answer at all. */
export type Target = { readonly backend: string } | { readonly color: string } | 'silence';

export interface FakeMesh {
  readonly url: string;
  /** From now on, each request goes to the next of these, round and round; counts start at 0. */
  readonly route: (...targets: readonly Target[]) => void;
  /** How many requests there were. */
  readonly asked: () => number;
  /** How many waited for their answer at the same time, at most. */
  readonly mostAtOnce: () => number;
  readonly close: () => Promise<void>;
}

export async function startFakeMesh(): Promise<FakeMesh> {
  let targets: readonly Target[] = ['silence'];
  let [asked, waiting, mostAtOnce] = [0, 0, 0];
  const { url, close } = await listen((request, response) => {
    const target = targets[asked % targets.length] ?? 'silence';
    asked += 1;
    waiting += 1;
    mostAtOnce = Math.max(mostAtOnce, waiting);
    response.once('close', () => (waiting -= 1));
    void answer(target, request.url ?? '/', response);
  });
  const route = (...next: readonly Target[]): void => {
    targets = next;
    [asked, mostAtOnce] = [0, waiting];
  };
  return { url, route, asked: () => asked, mostAtOnce: () => mostAtOnce, close };
}

async function answer(target: Target, path: string, response: ServerResponse): Promise<void> {
  if (target === 'silence') return;
  if ('color' in target) return void response.end(JSON.stringify({ color: target.color }));
  try {
    const answered = await fetch(target.backend + path);
    response.writeHead(answered.status).end(await answered.text());
  } catch {
    response.destroy(); // As a backend does that is gone.
  }
}
