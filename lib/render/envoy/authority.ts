/** Conditions on the host, where a listener of its own is one service: they are known before any request comes. */
import type { MeshMatch } from '../../mesh/match';
import type { HeaderMatch, ValueMatch } from '../../mesh/value-match';

const isHost = (name: string) => [':authority', 'host'].includes(name.toLowerCase());

/** The match without conditions on the host, or nothing where the host, which is always this one, does not fit them. */
export function foldAuthority(match: MeshMatch, authority: string): MeshMatch | undefined {
  const onHost = match.headers.filter(({ name }) => isHost(name));
  if (!onHost.every((each) => fits(each.match, authority))) return undefined;
  return { ...match, headers: match.headers.filter(({ name }) => !isHost(name)) };
}

function fits(match: HeaderMatch, text: string): boolean {
  return match.kind === 'not' ? !holds(match.match, text) : holds(match, text);
}

function holds(match: ValueMatch, text: string): boolean {
  switch (match.kind) {
    case 'exact':
      return text === match.value;
    case 'prefix':
      return text.startsWith(match.value);
    case 'suffix':
      return text.endsWith(match.value);
    case 'regex':
      // RE2 writes flags into the expression, JavaScript does not know them there. A host has no upper case.
      return new RegExp(`^(?:${match.value.replace(/\(\?[imsU-]+\)/g, '')})$`, 'i').test(text);
    case 'range':
      return false;
    case 'present':
      return true;
  }
}
