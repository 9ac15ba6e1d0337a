import { childEnvironment } from '../../../lib/project/settings';
import { quietAwsSdk } from '../../../lib/project/settings/child-environment';

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

describe('the AWS SDK', () => {
  const variable = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

  it('does not advise ops to upgrade Node', () => {
    const environment: Record<string, string | undefined> = {};
    quietAwsSdk(environment);
    expect(environment).toEqual({ [variable]: 'true' });
  });

  it('does where the user wants it', () => {
    const environment = { [variable]: 'false' };
    quietAwsSdk(environment);
    expect(environment).toEqual({ [variable]: 'false' });
  });
});
