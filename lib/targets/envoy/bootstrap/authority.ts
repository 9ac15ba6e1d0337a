/** Conditions on the host, for a listener that has one service: synth already knows whether they are true. */
import type { MeshMatch } from '../../../mesh/match/match';
import { fitsHeader } from '../../../mesh/resolve/condition';

const isHost = (name: string) => [':authority', 'host'].includes(name.toLowerCase());

/**
 * The match without its conditions on the host. Undefined if the host, which is always the same here, does not meet them.
 */
export function foldAuthority(match: MeshMatch, authority: string): MeshMatch | undefined {
  const onHost = match.headers.filter(({ name }) => isHost(name));
  if (!onHost.every(({ match: wanted }) => fitsHeader(wanted)(authority))) return undefined;
  return { ...match, headers: match.headers.filter(({ name }) => !isHost(name)) };
}
