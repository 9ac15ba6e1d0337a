/** One file of a build context, and the files that a part of a context adds to it. */
import type { Problem } from '../../mesh/checks/problem';

/** `path` is relative to the context, with `/` on every machine; for a workspace it is the path in the project, too. */
export type ContextEntry =
  | { readonly kind: 'file'; readonly path: string; readonly executable: boolean; readonly file: string }
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  | { readonly kind: 'link'; readonly path: string; readonly target: string };

/** The files that one part of a context adds to it. */
export interface ContextPart {
  readonly entries: readonly ContextEntry[];
  readonly problems: readonly Problem[];
}
