import { byTags, fromParameter } from '../../../lib/mesh';
import { problemsOf } from '../problems-of';

const key = 'arn:aws:kms:us-west-2:123456789012:key/01234567-89ab-cdef-0123-456789abcdef';

describe('keys', () => {
  it.each([
    [{}, []],
    [{ logs: key, repositories: fromParameter('/keys/images') }, []],
    [{ logs: byTags({ Use: 'logs' }) }, []],
    [{ logs: 'alias/logs' }, ['keys > logs [reference-id]']],
    [{ repositories: key.replace('kms', 's3') }, ['keys > repositories [reference-id]']],
  ])('%j: %j', (keys, expected) => {
    expect(problemsOf({ keys })).toEqual(expected);
  });
});
