import { childEnvironment } from '../../lib/config';

describe('the environment of a child process', () => {
  it('is the one of this process', () => {
    expect(childEnvironment()['PATH']).toBe(process.env['PATH']);
  });

  it('has what the caller adds, and lacks what the caller unsets', () => {
    const environment = { HOME: '/home/me', CI: 'true', EMPTY: undefined };
    expect(childEnvironment({ CI: undefined, TF_IN_AUTOMATION: '1' }, environment)).toEqual({
      HOME: '/home/me',
      TF_IN_AUTOMATION: '1',
    });
  });
});
