import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArrivals, writeMoves } from '../../../lib/commands/resource-moves/move-files';
import { MOVE_RULE } from '../../../lib/commands/resource-moves/move-modules';

describe('the modules that move resources', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'moves-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const work = (stack: string) => join(root, 'work', stack);
  const put = (folder: string, files: Readonly<Record<string, string>>) => {
    mkdirSync(folder, { recursive: true });
    Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
  };
  const written = (stack: string, name: string) => join(root, 'cdktf.out', 'moves', stack, name);
  const read = (stack: string, name: string) => readFileSync(written(stack, name), 'utf8');

  it('have what users keep beside the JSON, and one version of the provider; what was written before goes', () => {
    put(work('dev-shop-web'), {
      'cdk.tf.json': '{}',
      'pin_override.tf.json': 'pin',
      '.terraform.lock.hcl': 'lock',
    });
    put(join(work('dev-shop-web'), '.terraform'), { 'terraform.tfstate': 'backend' });
    put(join(root, 'cdktf.out', 'moves', 'dev-old'), {
      'import.tf.json': '{"import":[{"to":"a.b","id":"1"}]}',
    });
    expect(readArrivals(root)).toEqual([{ stack: 'dev-old', address: 'a.b' }]);

    const text = JSON.stringify({ import: [{ to: 'aws_ecs_service.web', id: 'dev-shop/web' }] });
    writeMoves(
      root,
      {
        commands: ['terraform init', 'terraform apply'],
        files: [{ stack: 'dev-shop', name: 'cdk.tf.json', text: 'leaves' }],
        beside: [{ stack: 'dev-shop-web', files: [{ stack: 'dev-shop-web', name: 'import.tf.json', text }] }],
      },
      work,
    );
    expect(read('dev-shop', 'cdk.tf.json')).toBe('leaves');
    expect(read('dev-shop', '.terraform.lock.hcl')).toBe('lock');
    expect(read('dev-shop-web', 'pin_override.tf.json')).toBe('pin');
    expect(existsSync(written('dev-shop-web', '.terraform'))).toBe(false);
    expect(read('', 'commands')).toBe(`# ${MOVE_RULE}\nset -e\nterraform init\nterraform apply\n`);
    expect(readArrivals(root)).toEqual([{ stack: 'dev-shop-web', address: 'aws_ecs_service.web' }]);
  });
});
