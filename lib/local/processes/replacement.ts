/** How one program takes the place of another. */
import { drainEnvoy } from './drain';
import { type Kept, keepRunning, type KeptRefs } from './supervised';
import type { Program } from '../programs';

/**
 * Its port is taken until the old one has ended, so there is a gap, which the callers' retries bridge. Where the new one
 * does not come up, the old one runs again.
 */
export async function replaceInPlace(
  old: Kept,
  program: Program,
  { put, ...refs }: KeptRefs & { readonly put: (kept: Kept) => void },
): Promise<void> {
  await retire(old);
  const next = keepRunning(program, refs);
  put(next);
  try {
    await next.ready;
  } catch (error) {
    await next.stop();
    const again = keepRunning(old.program, refs);
    put(again);
    await again.ready;
    throw error;
  }
}

/** All of them, ready, at the ports of those that they replace; or none, if one is refused. */
export async function startBeside(
  programs: readonly Program[],
  { beside, ...refs }: KeptRefs & { readonly beside: Set<Kept> },
): Promise<readonly Kept[]> {
  const next = programs.map((program) => keepRunning(program, refs));
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
export async function retire(kept: Kept): Promise<void> {
  const { role, probe } = kept.program;
  if (role === 'envoy' && probe !== undefined) await drainEnvoy(probe);
  await kept.stop();
}
