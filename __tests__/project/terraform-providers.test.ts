import {
  isInRange,
  isOlder,
  isVersion,
  PROVIDERS,
  versionRange,
} from '../../lib/project/terraform-providers';

describe('a provider', () => {
  it('is asked for by a range', () => {
    expect(versionRange(PROVIDERS.aws)).toBe('>= 5.100.0, < 7.0.0');
    expect(versionRange(PROVIDERS.docker)).toBe('>= 3.6.2, < 4.0.0');
  });

  it.each([
    ['5.99.9', false],
    ['5.100.0', true],
    ['5.100.1', true],
    ['6.25.0', true],
    ['6.999.0', true],
    ['7.0.0', false],
    ['10.0.0', false],
  ])('of AWS %s is within the range: %s', (version, within) => {
    expect(isInRange(version, PROVIDERS.aws)).toBe(within);
  });

  it.each([
    ['5.99.0', '5.100.0', true],
    ['5.100.0', '5.99.0', false],
    ['5.100.0', '5.100.0', false],
    ['5.100.0', '5.100.1', true],
    ['6.0.0', '5.100.9', false],
    ['9.0.0', '10.0.0', true],
  ])('%s is older than %s: %s', (version, than, older) => {
    expect(isOlder(version, than)).toBe(older);
  });

  it.each([
    ['5.100.0', true],
    ['5.100', false],
    ['>= 5.100.0', false],
    ['5.100.0-beta1', false],
    ['', false],
  ])('may be pinned to %j: %s', (text, is) => {
    expect(isVersion(text)).toBe(is);
  });
});
