/** The property test beside this evaluates such text with the real terraform: `__tests__/property`. */
import { escapeTemplate } from '../../lib/ecs/escape-template';

it.each([
  ['plain', 'plain'],
  ['${a}', '$${a}'],
  ['%{ if x }', '%%{ if x }'],
  ['$a {b} 100 %', '$a {b} 100 %'],
  ['a$', 'a$'],
  ['', ''],
  ['${a}${b}', '$${a}$${b}'],
  // A mark of cdktf's, which it would replace or fail at.
  ['${TfToken[x]}', '$${Tf%{ if false }%{ endif }Token[x]}'],
])('%j is written %j', (text, escaped) => {
  expect(escapeTemplate(text)).toBe(escaped);
});
