/** Asks a program until it answers, and until the answer is proved to be its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ListeningAddress, listeningAddresses } from './listening';
import { askOnce, type Probe } from './probe';

export interface ReadinessRefs {
  /** Process group of the program. */
  readonly group: number | undefined;
  /** Ends the wait. */
  readonly signal: AbortSignal;
  /** Called after some seconds, and again from time to time, with the reason why it is not ready. */
  readonly onWaiting?: (why: string) => void;
  /** Called when it is ready, if it listens at every address of the machine. */
  readonly onEverywhere?: () => void;
}

const EVERY_MS = 20;
/** A program that is not ready by now takes longer, so it is checked less often. */
const HASTE_MS = 2_000;
const LATER_EVERY_MS = 100;
const FIRST_WORD_MS = 5_000;
const NEXT_WORD_MS = 10_000;
/** For systems that do not show which program listens: a program whose address was taken has ended by then. */
const SETTLED_MS = 500;

/** Undefined when it is ready; the reason why not, if the signal comes first. */
export async function waitUntilReady(probe: Probe, refs: ReadinessRefs): Promise<string | undefined> {
  const { signal, onWaiting } = refs;
  const began = Date.now();
  let word = began + FIRST_WORD_MS;
  let why: string | undefined = 'it was not asked';
  while (!signal.aborted) {
    why = (await askOnce(probe)) ?? (await whyNotOwnAnswer(probe, refs));
    if (why === undefined) return signal.aborted ? 'it has ended' : undefined;
    if (Date.now() > word && !signal.aborted) {
      onWaiting?.((await wrongAddress(probe, refs)) ?? why);
      word = Date.now() + NEXT_WORD_MS;
    }
    await sleep(Date.now() - began < HASTE_MS ? EVERY_MS : LATER_EVERY_MS);
  }
  return (await wrongAddress(probe, refs)) ?? why;
}

/** A program has answered at its address; this text says why it is not the expected program. */
async function whyNotOwnAnswer(
  { host, port }: Probe,
  { group, signal, onEverywhere }: ReadinessRefs,
): Promise<string | undefined> {
  const places = group === undefined ? undefined : await listeningAddresses(group);
  if (places === undefined) {
    await sleep(SETTLED_MS);
    return signal.aborted ? 'it has ended' : undefined;
  }
  const mine = places.filter((place) => place.port === port);
  if (mine.some((place) => place.host === host)) return undefined;
  if (!mine.some((place) => place.host === '*')) return `another program answers at ${host}:${port}`;
  onEverywhere?.();
  return undefined;
}

/** Reports where it listens, if that is not the address that callers use. */
async function wrongAddress({ host, port }: Probe, { group }: ReadinessRefs): Promise<string | undefined> {
  const places = group === undefined ? [] : ((await listeningAddresses(group)) ?? []);
  const isHere = (place: ListeningAddress) => place.port === port && [host, '*'].includes(place.host);
  if (places.length === 0 || places.some(isHere)) return undefined;
  const listed = [...new Set(places.map((place) => `${place.host}:${place.port}`))].sort().join(', ');
  return `it listens at ${listed} and not at ${host}:${port}, which HOST and PORT say`;
}
