import { whyOneAddress } from './loopback';

describe('a second loopback address', () => {
  it('is there where the machine can listen on it', () => {
    expect(whyOneAddress('127.0.0.1')).toBeUndefined();
  });

  it('is missing where it cannot, and the reason names it', () => {
    // RFC 5737: no machine has it.
    expect(whyOneAddress('192.0.2.1')).toMatch(/cannot listen on 192\.0\.2\.1/);
  });
});
