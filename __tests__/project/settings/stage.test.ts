import { readSettings } from '../../../lib/project/settings';
import { refusals } from './refusals';

describe('a stage', () => {
  it.each([
    ['1 character', 'a'],
    ['2 characters', 'ab'],
    ['11 characters', 'abcdefghijk'],
    ['12 characters', 'abcdefghijkl'],
    ['a digit after the letter', 'd1'],
    ['a reserved word as part of a longer one', 'sgx'],
  ])('may have %s: %s', (_, stage) => {
    expect(readSettings({ environment: { MESH_STAGE: stage } }).stage).toBe(stage);
  });

  it.each([
    ['13 characters', 'abcdefghijklm', 'setting-stage-length'],
    ['a digit first', '1dev', 'setting-stage-form'],
    ['a hyphen first', '-dev', 'setting-stage-form'],
    ['a hyphen, which separates it from the application', 'dev-eu', 'setting-stage-form'],
    ['an upper-case letter', 'Dev', 'setting-stage-form'],
    ['an underscore', 'my_dev', 'setting-stage-form'],
    ['a space inside', 'my dev', 'setting-stage-form'],
    ['another alphabet', 'dév', 'setting-stage-form'],
    ['what load balancers keep for AWS', 'internal', 'setting-stage-reserved'],
    ['what security groups keep for AWS', 'sg', 'setting-stage-reserved'],
  ])('must not have %s: %s', (_, stage, code) => {
    expect(refusals({ MESH_STAGE: stage })).toEqual([`setting MESH_STAGE [${code}]`]);
  });

  it('is empty in the environment only, where that means unset', () => {
    expect(refusals({ MESH_STAGE: '' })).toEqual([]);
    expect(refusals({}, { stage: '' })).toEqual(['cdktf.json > context > mesh > stage [setting-stage-form]']);
  });

  it('explains where its limit comes from', () => {
    expect(() => readSettings({ environment: { MESH_STAGE: 'abcdefghijklm' } })).toThrow(
      'setting MESH_STAGE: must be at most 12 characters, because names of load balancers end at 32 and carry the stage, got "abcdefghijklm"; use 12 characters or fewer [setting-stage-length]',
    );
  });

  it('tells everything that is wrong with it', () => {
    expect(refusals({ MESH_STAGE: 'Internal-production' })).toEqual([
      'setting MESH_STAGE [setting-stage-form]',
      'setting MESH_STAGE [setting-stage-length]',
    ]);
  });
});
