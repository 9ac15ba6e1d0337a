/** How one program takes the place of another. */
import { drainEnvoy } from './drain';
import { type Supervised, supervise, type SuperviseRefs } from './supervised';
import type { Program } from '../programs';

/**
 * Its port is taken until the old one has ended, so there is a gap, which the callers' retries bridge. Where the new one
 * does not come up, the old one runs again.
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

/** All of them, ready, at the ports of those that they replace; or none, if one is refused. */
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

/** A service drains by itself. */
export async function retire(supervised: Supervised): Promise<void> {
  const { role, probe } = supervised.program;
  if (role === 'envoy' && probe !== undefined) await drainEnvoy(probe);
  await supervised.stop();
}
