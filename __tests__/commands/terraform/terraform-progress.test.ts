import { terraformProgress } from '../../../lib/commands/terraform/terraform-progress';

function watched() {
  const said: string[] = [];
  let done = 0;
  const progress = terraformProgress({
    say: (line) => said.push(line),
    onDone: () => (done += 1),
    startMs: 0,
  });
  return { said, progress, done: () => done };
}

describe('what terraform does', () => {
  it('is a line for each change that is done, however its words come', () => {
    const { said, progress, done } = watched();
    progress.take('aws_vpc.main: Creating...\naws_vpc.main: Creation comp');
    expect(said).toEqual([]);
    progress.take('lete after 2s [id=vpc-1]\naws_vpc.old: Destruction complete after 1s');
    progress.end();
    expect(said).toEqual(['  + aws_vpc.main (2s)', '  - aws_vpc.old (1s)']);
    expect(done()).toBe(2);
  });

  it('is told after ten seconds of silence, with what is at work', () => {
    const { said, progress } = watched();
    const resources = ['a', 'b', 'c', 'd', 'e'];
    progress.take(resources.map((name) => `aws_lb.${name}: Creating...\n`).join(''));
    progress.take('aws_lb.b: Creation complete after 1s [id=1]\n');
    progress.tick(1_000);
    progress.tick(10_999);
    expect(said).toEqual(['  + aws_lb.b (1s)']);
    progress.tick(11_000);
    progress.tick(20_999);
    expect(said.slice(1)).toEqual(['  at work for 11 s: aws_lb.a, aws_lb.c, aws_lb.d and 1 more']);
    progress.tick(21_000);
    expect(said).toHaveLength(3);
  });

  it('may be nothing that has a name yet', () => {
    const { said, progress } = watched();
    progress.tick(12_000);
    expect(said).toEqual(['  at work for 12 s']);
  });
});
