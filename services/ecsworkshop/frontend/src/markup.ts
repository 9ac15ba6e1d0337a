/** HTML and SVG as templates in which every value is text, escaped, unless it is markup of ours itself. */

export class Markup {
  constructor(readonly text: string) {}
}

type Value = string | number | Markup | readonly Markup[];

export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const [first = '', ...others] = parts;
  return new Markup(others.reduce((text, part, index) => text + write(values[index] ?? '') + part, first));
}

function write(value: Value): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escape(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
