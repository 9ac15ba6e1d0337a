/** The lines that may be typed while a mesh runs. */
import { MeshError, type Problem } from '../../mesh/checks/problem';
import type { WeightOverride } from '../../mesh/weights';
import { lineUnknown } from './problems';
import { readWeightsOf } from '../options/start-options';
import { type TypedKind, typedCommands } from './typed-help';

export type TypedLine =
  | { readonly kind: 'set'; readonly weights: readonly WeightOverride[] }
  /** Routes as `color-service/default`. */
  | { readonly kind: 'unset'; readonly routes: readonly string[] }
  | { readonly kind: 'reset' | 'status' | 'help' | 'quit' }
  /** Names of tasks; empty for the default. */
  | { readonly kind: 'logs'; readonly of: readonly string[] };

/** Throws the problem of a line that is wrong. */
export function readTypedLine(line: string): TypedLine {
  const [word = '', ...rest] = line.trim().split(/\s+/);
  const said = `line ${JSON.stringify(line.trim())}`;
  const kind = kindOf(word);
  switch (kind) {
    case 'set':
      return { kind, weights: readSet(rest, said) };
    case 'unset':
      if (rest.length === 0)
        throw new MeshError([lineUnknown(said, 'names no route', typedCommands.unset.line)]);
      return { kind, routes: rest.flatMap((each) => each.split(/[;,]/)).filter((each) => each !== '') };
    case 'logs':
      return { kind, of: rest.flatMap((each) => each.split(',')).filter((each) => each !== '') };
    case undefined:
      throw new MeshError([
        lineUnknown(said, 'is not a command here', Object.keys(typedCommands).join(', ')),
      ]);
    default:
      if (rest.length > 0) throw new MeshError([lineUnknown(said, `${word} stands alone`, word)]);
      return { kind };
  }
}

function kindOf(word: string): TypedKind | undefined {
  const entries = Object.entries(typedCommands) as [TypedKind, (typeof typedCommands)[TypedKind]][];
  return entries.find(([kind, { also = [] }]) => kind === word || also.includes(word))?.[0];
}

function readSet(rest: readonly string[], said: string): readonly WeightOverride[] {
  const problems: Problem[] = [];
  const weights = readWeightsOf(rest.join(' '), said, problems);
  if (problems.length > 0) throw new MeshError(problems);
  return weights;
}
