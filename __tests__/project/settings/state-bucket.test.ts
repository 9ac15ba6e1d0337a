import { EXAMPLE_STATE_BUCKET } from '../../../lib/project/settings';
import { refusals } from './refusals';

const code = (name: string) =>
  refusals({ MESH_STATE_BUCKET: name }).map((line) => line.replace('setting MESH_STATE_BUCKET ', ''));

describe('the name of the state bucket', () => {
  it.each([
    ['3 characters', 'abc'],
    ['4 characters', 'abcd'],
    ['62 characters', 'a'.repeat(62)],
    ['63 characters', 'a'.repeat(63)],
    ['digits at both ends', '1-2-3'],
    ['dots', 'acme.mesh.state'],
    ['a dot beside a hyphen', 'acme.-state'],
    ['numbers that are no address', '1.2.3'],
    ['five numbers', '1.2.3.4.5'],
    ['a reserved ending in the middle', 'a-s3alias-b'],
    ['the committed example', EXAMPLE_STATE_BUCKET],
  ])('may have %s', (_, name) => {
    expect(code(name)).toEqual([]);
  });

  it.each([
    ['2 characters', 'ab', '[setting-bucket-length]'],
    ['64 characters', 'a'.repeat(64), '[setting-bucket-length]'],
    ['an upper-case letter', 'Acme', '[setting-bucket-form]'],
    ['an underscore', 'acme_state', '[setting-bucket-form]'],
    ['a slash', 'acme/state', '[setting-bucket-form]'],
    ['a hyphen first', '-acme', '[setting-bucket-form]'],
    ['a hyphen last', 'acme-', '[setting-bucket-form]'],
    ['a dot first', '.acme', '[setting-bucket-form]'],
    ['a dot last', 'acme.', '[setting-bucket-form]'],
    ['two dots in a row', 'acme..state', '[setting-bucket-form]'],
    ['the form of an address', '192.168.5.4', '[setting-bucket-form]'],
    ['the prefix xn--', 'xn--acme', '[setting-bucket-reserved]'],
    ['the prefix sthree-', 'sthree-acme', '[setting-bucket-reserved]'],
    ['the prefix amzn-s3-demo-', 'amzn-s3-demo-acme', '[setting-bucket-reserved]'],
    ['the suffix -s3alias', 'acme-s3alias', '[setting-bucket-reserved]'],
    ['the suffix --ol-s3', 'acme--ol-s3', '[setting-bucket-reserved]'],
    ['the suffix .mrap', 'acme.mrap', '[setting-bucket-reserved]'],
    ['the suffix --x-s3', 'acme--x-s3', '[setting-bucket-reserved]'],
    ['the suffix --table-s3', 'acme--table-s3', '[setting-bucket-reserved]'],
  ])('must not have %s', (_, name, expected) => {
    expect(code(name)).toEqual([expected]);
  });

  it('has the region and the rest of the mistakes reported beside its own', () => {
    expect(refusals({ MESH_STATE_BUCKET: 'A', AWS_REGION: 'x' })).toEqual([
      'setting AWS_REGION [setting-region]',
      'setting MESH_STATE_BUCKET [setting-bucket-form]',
      'setting MESH_STATE_BUCKET [setting-bucket-length]',
    ]);
  });
});
