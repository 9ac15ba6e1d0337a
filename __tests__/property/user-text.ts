/** Text as users write it, made of the pieces that Terraform, JSON and shells would read as something else. */
import fc from 'fast-check';

const pieces = [
  '$',
  '%',
  '{',
  '}',
  '${',
  '%{',
  '$${',
  '%%{',
  '~}',
  '"',
  "'",
  '\\',
  '\\n',
  '\n',
  '\t',
  '`',
  '<<EOT',
];
const words = [
  'a',
  'if',
  'var.x',
  ' ',
  '',
  'é',
  'e\u0301',
  '🎉',
  '漢',
  '\u0001',
  '\u2028',
  '&',
  '<',
  '#{',
  '//',
];

/** What cdktf would take for a reference of its own. */
const marks = [
  '${TfToken[TOKEN.0]}',
  '#{TfToken[TOKEN.1]}',
  '&{TfToken[x]}',
  'TfToken[',
  '-1.8881545897087626e+289',
];

export const userText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces),
      fc.constantFrom(...words),
      fc.constantFrom(...marks),
      fc.string({ maxLength: 3 }),
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''));

/** A request path or prefix: visible ASCII, without what a path ends before. */
export const userPath: fc.Arbitrary<string> = userText.map(
  (text) => `/${[...text].filter((letter) => /[!-~]/.test(letter) && !/[?#]/.test(letter)).join('')}`,
);
