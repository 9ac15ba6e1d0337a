import { isColor } from '../../page/src/paint';

/** As a browser that takes whatever it is given: what is left is ours to refuse. */
const supportsAll = () => true;

describe('isColor', () => {
  it.each(['red', '#1c7ed6', 'rgb(1 2 3)', 'oklch(0.7 0.1 200)', 'transparent', 'environment-green'])(
    'takes %s if the browser does',
    (text) => {
      expect(isColor(text, supportsAll)).toBe(true);
      expect(isColor(text, () => false)).toBe(false);
    },
  );

  it.each([
    'inherit',
    'Initial',
    'revert',
    'revert-layer',
    'unset',
    'var(--ink)',
    'env(x, red)',
    'attr(title)',
  ])('refuses %s, which names no color of its own', (text) => expect(isColor(text, supportsAll)).toBe(false));

  it('asks the browser about a color, whole', () => {
    const supports = jest.fn(() => false);
    isColor('red; background: blue', supports);
    expect(supports).toHaveBeenCalledWith('color', 'red; background: blue');
  });
});
