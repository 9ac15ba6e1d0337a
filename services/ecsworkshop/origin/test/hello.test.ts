import { helloText, readHello } from '../src';

describe('a hello', () => {
  it('is written as the workshop wrote it', () => {
    expect(helloText({ from: 'Crystal backend', zone: 'us-west-2a', commit: '1a2b3c4' })).toBe(
      'Crystal backend: Hello! from us-west-2a commit 1a2b3c4',
    );
  });

  it.each([
    { from: 'Crystal backend', zone: 'us-west-2a', commit: '1a2b3c4' },
    { from: 'Node.js backend', zone: 'unknown', commit: 'local' },
    { from: 'A', zone: 'a zone with from and commit in it', commit: 'x' },
  ])('is read as it was written: %j', (hello) => {
    expect(readHello(`${helloText(hello)}\n`)).toEqual(hello);
  });

  it("is read in the form of the workshop's own images too, without the address", () => {
    expect(readHello('Crystal backend: Hello! from 10.0.1.7 in AZ-b commit 1a2b3c4\n')).toEqual({
      from: 'Crystal backend',
      zone: 'AZ-b',
      commit: '1a2b3c4',
    });
  });

  it.each(['', 'Hello!', '<html>', 'Crystal backend: Hello! from us-west-2a'])('is not: %j', (text) => {
    expect(readHello(text)).toBeUndefined();
  });
});
