/** Colors come from the network, so only what the browser knows as a color becomes a style. */

/** Valid for any property, and no color of their own. */
const NO_COLOR = /^(inherit|initial|revert|revert-layer|unset)$|\b(attr|env|var)\(/i;

export function isColor(text: string, supports: (property: string, value: string) => boolean): boolean {
  return !NO_COLOR.test(text) && supports('color', text);
}

/** Attributes of an element that shows the color; hatched where the text names none. */
export function paintOf(color: string) {
  const isPaintable = isColor(color, (property, value) => CSS.supports(property, value));
  return isPaintable ? { style: { backgroundColor: color } } : { 'data-hatched': true };
}
