import { PassThrough } from 'node:stream';
import { confirm, validateApproval } from '../../../lib/commands/cli/approval';
import { formatProblem } from '../../../lib/mesh/checks/problem';

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

  it('a command that asks is refused', () => {
    process.stdin.isTTY = false;
    expect(validateApproval('deploy', false).map(formatProblem)).toEqual([
      'npm run deploy: asks before it changes anything, and there is no terminal to ask; run npm run deploy -- --auto-approve [approval-missing]',
    ]);
    expect(validateApproval('deploy', true)).toEqual([]);
  });

  it('and with one it is not', () => {
    process.stdin.isTTY = true;
    expect(validateApproval('deploy', false)).toEqual([]);
  });
});
