/** What a machine can hold of plain English: words that are not used, and the length of a sentence. */
import ts from 'typescript';

export const LONGEST_SENTENCE = 30;

/** Words that make a text hard to read, each with what to write instead. */
const unwanted: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bnobody\b/i, 'name the thing: "no node calls it"'],
  [/\b(somebody|someone|anybody|everybody)\b/i, 'a person has a role: a developer, ops, another team'],
  [/\b(whoever|whosoever|whomever|whom)\b/i, 'name the role or the thing'],
  [/\b(wherein|whereby|thereof|therein|whence)\b/i, 'use a short sentence'],
  [/\bunasked\b/i, 'say what happens by default'],
  [/\ball the same\b/i, 'write "nevertheless" or "still"'],
  [/\bnothing is said\b/i, 'name the default'],
  [/['’]s affair\b/i, 'say what there is and what there is not'],
  [/\b(does not sell|is sold)\b/i, 'say what cannot be had: "cpu 256 cannot have this memoryMiB"'],
  [/\b(ends|end) by (itself|themselves)\b/i, 'name the subject: "a process that crashes"'],
  [/\bonce in a row\b/i, 'write "once"'],
];

/** Words of the list that a text uses, in their line. */
export function unwantedIn(text: string): string[] {
  return text.split('\n').flatMap((line) =>
    unwanted.flatMap(([pattern, instead]) => {
      const [found] = pattern.exec(line) ?? [];
      return found === undefined ? [] : [`"${found}" in: ${line.trim()} (${instead})`];
    }),
  );
}

/** Prose of a Markdown page: without code blocks, tables, HTML comments and addresses of links. */
export function proseOf(markdown: string): string {
  return markdown
    .replaceAll(/^```.*?^```$/gms, '\n\n')
    .replaceAll(/^ *\|.*$/gm, '')
    .replaceAll(/<!--.*?-->/gs, '')
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll(/`[^`]*`/g, 'code');
}

/** Sentences with more words than a reader can hold. */
export function longSentencesIn(markdown: string): string[] {
  return sentencesOf(proseOf(markdown)).filter(
    (sentence) => sentence.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word)).length > LONGEST_SENTENCE,
  );
}

/** A paragraph, an item of a list and a heading end a sentence; so do `.`, `?`, `!` and `:` at the end of a word. */
function sentencesOf(prose: string): string[] {
  return prose
    .split(/\n\s*\n|\n(?=\s*(?:[-*#>]|\d+\.) )/)
    .map((block) => block.replaceAll(/\s+/g, ' ').trim())
    .flatMap((block) => block.split(/(?<=[.?!:]["')\]*]*) (?=\S)/))
    .filter((sentence) => sentence !== '');
}

/** What a file of TypeScript says to people: its comments, and its texts, such as those of errors. */
export function saidIn(source: string): { readonly comments: string[]; readonly texts: string[] } {
  const file = ts.createSourceFile('file.ts', source, ts.ScriptTarget.Latest, true);
  const comments = new Map<number, string>();
  const texts: string[] = [];
  const look = (node: ts.Node): void => {
    for (const { pos, end } of [
      ...(ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(source, node.getEnd()) ?? []),
    ])
      comments.set(pos, plainComment(source.slice(pos, end)));
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isText) texts.push(node.text);
    node.getChildren(file).forEach(look);
  };
  look(file);
  return { comments: [...comments.values()], texts };
}

/** The titles of tests: the first argument of `it`, `test` and `describe`, also after `.each(…)`. */
export function titlesIn(source: string): string[] {
  const file = ts.createSourceFile('file.ts', source, ts.ScriptTarget.Latest);
  const titles: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ['describe', 'it', 'test'].includes(calledIn(node))) {
      const [title] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, look);
  };
  look(file);
  return titles;
}

/** `it` of `it.each(table)(title, test)`. */
function calledIn({ expression }: ts.CallExpression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isCallExpression(expression)) return calledIn(expression);
  const isMember = ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression);
  return isMember ? expression.expression.text : '';
}

const plainComment = (comment: string) =>
  comment
    .replace(/^\/\*+|\*+\/$/g, '')
    .replaceAll(/^\s*(\*|\/\/+) ?/gm, '')
    .trim();

/** Comments that begin with "Of …", an answer to a question that the reader has not asked. */
export const begunWithOf = (comments: readonly string[]): string[] =>
  comments.filter((comment) => /^Of\b/.test(comment));
