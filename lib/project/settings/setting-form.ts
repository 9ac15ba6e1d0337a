/** The form of one entry of the settings table, and how its value is read from text. */
import type { Problem } from '../../mesh/checks/problem';

/** The value, or all its problems. */
export type Read<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | {
      readonly kind: 'problems';
      readonly problems: readonly Problem[];
      /**
       * The part that can still be understood, so that one mistake does not cause others. @default - the setting's
       * default
       */
      readonly rest?: Value;
    };

/** Reads one trimmed, non-empty text; `where` names its place in the user's words. */
export type ReadText<Value> = (text: string, where: string) => Read<Value>;

/** Reads a JSON object of the context. */
export type ReadObject<Value> = (object: object, where: string) => Read<Value>;

export interface Setting<Value> {
  /** Name of the environment variable. */
  readonly variable: string;
  /** The value when neither the environment nor the context gives one. */
  readonly default: Value;
  /** The default as the documentation shows it. */
  readonly defaultText: string;
  /** One line: the purpose of the setting. */
  readonly meaning: string;
  /** One line: the allowed values. */
  readonly allowed: string;
  readonly readText: ReadText<Value>;
  /** @default - the context takes text only */
  readonly readObject?: ReadObject<Value>;
}

export function accepted<Value>(value: Value): Read<Value> {
  return { kind: 'value', value };
}

export function refused(...problems: readonly Problem[]): { kind: 'problems'; problems: readonly Problem[] } {
  return { kind: 'problems', problems };
}

/** The values of all parts, or the problems of all parts. */
export function readAll<Value>(parts: readonly Read<Value>[]): Read<readonly Value[]> {
  const problems = parts.flatMap((part) => (part.kind === 'problems' ? part.problems : []));
  if (problems.length > 0) return refused(...problems);
  return accepted(parts.flatMap((part) => (part.kind === 'value' ? [part.value] : [])));
}
