import { PassThrough } from 'node:stream';
import { checkApproval, confirm } from '../../lib/commands/approval';
import { refusalOf } from './rejections';

async function answer(text: string) {
  const input = new PassThrough();
  const output = new PassThrough();
  const agreed = confirm('Delete it?', { input, output });
  input.end(text);
  return { agreed: await agreed, asked: String(output.read()) };
}

describe('a question', () => {
  it.each([
    ['yes\n', true],
    ['yes', false],
    [' yes \n', true],
    ['y\n', false],
    ['YES\n', false],
    ['no\n', false],
    ['\n', false],
    ['', false],
  ])('answered by %j is agreed to: %s', async (text, agreed) => {
    expect(await answer(text)).toEqual({
      agreed,
      asked: "Delete it?\nOnly 'yes' will be accepted: ",
    });
  });
});

describe('without a terminal', () => {
  const before = process.stdin.isTTY;
  afterEach(() => (process.stdin.isTTY = before));

  it('a command that asks is refused at once', async () => {
    process.stdin.isTTY = false;
    expect(await refusalOf(() => checkApproval('deploy', false))).toBe(
      'npm run deploy: asks before it changes anything, and there is no terminal to ask; run npm run deploy -- --auto-approve [approval-missing]',
    );
    expect(await refusalOf(() => checkApproval('deploy', true))).toBe('done');
  });

  it('and with one it is not', async () => {
    process.stdin.isTTY = true;
    expect(await refusalOf(() => checkApproval('deploy', false))).toBe('done');
  });
});
