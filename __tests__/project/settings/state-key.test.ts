import { readStateKey } from '../../../lib/project/settings/state-key';

const where = 'setting MESH_STATE_KEY';

describe('MESH_STATE_KEY', () => {
  it.each([
    'arn:aws:kms:us-west-2:123456789012:key/01234567-89ab-cdef-0123-456789abcdef',
    'arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef',
  ])('may be %s', (text) => {
    expect(readStateKey(text, where)).toEqual({ kind: 'value', value: text });
  });

  it.each([
    'alias/states',
    '01234567-89ab-cdef-0123-456789abcdef',
    'arn:aws:kms:us-west-2:123456789012:alias/states',
    'arn:aws:s3:us-west-2:123456789012:key/01234567-89ab-cdef-0123-456789abcdef',
  ])('may not be %s', (text) => {
    expect(readStateKey(text, where)).toMatchObject({
      kind: 'problems',
      problems: [{ code: 'setting-state-key', where, got: text }],
    });
  });
});
