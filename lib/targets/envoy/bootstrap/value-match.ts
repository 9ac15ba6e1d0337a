/** One condition on a header or a query parameter. */
import type { HeaderMatch, QueryMatch, ValueMatch } from '../../../mesh/match/value-match';

export type StringMatch =
  | { readonly exact: string }
  | { readonly prefix: string }
  | { readonly suffix: string }
  | { readonly safe_regex: { readonly regex: string } };

type Condition =
  | { readonly string_match: StringMatch }
  | { readonly range_match: { readonly start: number; readonly end: number } }
  | { readonly present_match: true };

export type HeaderMatcher = { readonly name: string; readonly invert_match?: true } & Condition;

export type QueryMatcher = { readonly name: string } & (
  { readonly string_match: { readonly exact: string } } | { readonly present_match: true }
);

export function renderHeaderMatcher(name: string, match: HeaderMatch): HeaderMatcher {
  if (match.kind === 'not') return { name, ...renderCondition(match.match), invert_match: true };
  return { name, ...renderCondition(match) };
}

export function renderQueryMatcher(name: string, match: QueryMatch): QueryMatcher {
  switch (match.kind) {
    case 'exact':
      return { name, string_match: { exact: match.value } };
    case 'present':
      return { name, present_match: true };
  }
}

function renderCondition(match: ValueMatch): Condition {
  switch (match.kind) {
    case 'exact':
      return { string_match: { exact: match.value } };
    case 'prefix':
      return { string_match: { prefix: match.value } };
    case 'suffix':
      return { string_match: { suffix: match.value } };
    case 'regex':
      return { string_match: { safe_regex: { regex: match.value } } };
    case 'range':
      return { range_match: { start: match.start, end: match.end } };
    case 'present':
      return { present_match: true };
  }
}
