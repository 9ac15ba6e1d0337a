/** A value or a name as a problem shows it: on one line and short, whatever it holds. */

const LONGEST_VALUE = 120;
/** Longer than any valid name, so that two different places always look different. */
const LONGEST_NAME = 260;

/** As JSON, if it is JSON. */
export function valueText(value: unknown): string {
  const text = write(value, []);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 3)}...` : text;
}

/** Nearly every name matches this, and JSON writes it unchanged. */
const PLAIN_NAME = /^[\w.-]{0,255}$/;

/** A name in its quotes. */
export function quote(name: string): string {
  if (PLAIN_NAME.test(name)) return `"${name}"`;
  return name.length > LONGEST_NAME
    ? `${JSON.stringify(name.slice(0, LONGEST_NAME)).slice(0, -1)}...`
    : JSON.stringify(name);
}

/** Line ends, halves of letters, and characters that change the direction of the text after them. */
const UNREADABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** Nearly every line matches this. */
const READABLE = /^[ -~…]*$/;

export function onOneLine(text: string): string {
  if (READABLE.test(text)) return text;
  return text.replace(UNREADABLE, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** @param around the lists and objects that hold the value, since a list or object may hold itself */
function write(value: unknown, around: readonly unknown[]): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.slice(0, LONGEST_VALUE));
    case 'undefined':
      return 'nothing';
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
    case 'object':
      return value === null
        ? 'null'
        : around.includes(value)
          ? '...'
          : writeObject(value, [...around, value]);
    default:
      return String(value);
  }
}

function writeObject(value: object, around: readonly unknown[]): string {
  if (Array.isArray(value)) return `[${joinStart(value.values(), (item: unknown) => write(item, around))}]`;
  if (!isPlain(value)) return `a ${classOf(value)}`;
  const given = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${joinStart(given, ([key, item]) => `${write(key, around)}:${write(item, around)}`)}}`;
}

/** The part that is shown: a list may have ten thousand members. */
function joinStart<Item>(items: Iterable<Item>, textOf: (item: Item) => string): string {
  let text = '';
  for (const item of items) {
    text += (text === '' ? '' : ',') + textOf(item);
    if (text.length > LONGEST_VALUE) break;
  }
  return text;
}

/** Made by a literal or from JSON, in any realm. The fields of a `Map` or a `Date` do not show what it holds. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function classOf(value: object): string {
  const { constructor } = value as { readonly constructor?: unknown };
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'nameless object';
}
