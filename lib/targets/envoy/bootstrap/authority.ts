/** Conditions on the host, where a listener of its own is one service: they are known before any request comes. */
import type { MeshMatch } from '../../../mesh/match/match';
import { fitsHeader } from '../../../mesh/resolve/condition';

const isHost = (name: string) => [':authority', 'host'].includes(name.toLowerCase());

/** The match without conditions on the host, or nothing where the host, which is always this one, does not fit them. */
export function foldAuthority(match: MeshMatch, authority: string): MeshMatch | undefined {
  const onHost = match.headers.filter(({ name }) => isHost(name));
  if (!onHost.every(({ match: wanted }) => fitsHeader(wanted)(authority))) return undefined;
  return { ...match, headers: match.headers.filter(({ name }) => !isHost(name)) };
}
