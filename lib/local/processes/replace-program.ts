/** Replaces one running program with another. */
import { drainEnvoy } from './drain';
import { type Supervised, supervise, type SuperviseRefs } from './supervised';
import type { Program } from '../programs';

/**
 * Stops the old program, then starts the new one at the same port. In between, callers' retries help. If the new one does
 * not start, the old one is started again.
 */
export async function replaceInPlace(
  old: Supervised,
  program: Program,
  { put, ...refs }: SuperviseRefs & { readonly put: (supervised: Supervised) => void },
): Promise<void> {
  await retire(old);
  const next = supervise(program, refs);
  put(next);
  try {
    await next.ready;
  } catch (error) {
    await next.stop();
    const again = supervise(old.program, refs);
    put(again);
    await again.ready;
    throw error;
  }
}

/**
 * Starts all of them at the ports of those that they replace, and waits until they are ready. If one fails, all are
 * stopped.
 */
export async function startBeside(
  programs: readonly Program[],
  { beside, ...refs }: SuperviseRefs & { readonly beside: Set<Supervised> },
): Promise<readonly Supervised[]> {
  const next = programs.map((program) => supervise(program, refs));
  next.forEach((each) => beside.add(each));
  try {
    await Promise.all(next.map(({ ready }) => ready));
    return next;
  } catch (error) {
    await Promise.all(next.map((each) => each.stop()));
    throw error;
  } finally {
    next.forEach((each) => beside.delete(each));
  }
}

/** Stops a program. An Envoy is drained first; a service drains when it gets SIGTERM. */
export async function retire(supervised: Supervised): Promise<void> {
  const { role, probe } = supervised.program;
  if (role === 'envoy' && probe !== undefined) await drainEnvoy(probe);
  await supervised.stop();
}
