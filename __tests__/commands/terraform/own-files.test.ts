import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasOwnDeclarations, takeOwnFiles } from '../../../lib/commands/terraform/own-files';

describe('what stands beside the JSON of a stack', () => {
  let root: string;
  let kept: string;
  let work: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'own-files-'));
    kept = join(root, 'kept');
    work = join(root, 'work');
    mkdirSync(kept);
    mkdirSync(work);
    writeFileSync(join(work, 'cdk.tf.json'), 'of this command');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const text = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

  it('is taken to where terraform works, folders and linked files too', () => {
    writeFileSync(join(root, 'elsewhere'), 'linked');
    symlinkSync('../elsewhere', join(kept, 'tags.auto.tfvars'));
    writeFileSync(join(kept, 'pin_override.tf.json'), 'pinned');
    mkdirSync(join(kept, 'modules'));
    writeFileSync(join(kept, 'modules', 'main.tf'), 'a module');
    takeOwnFiles(kept, work);
    expect(text(work, 'pin_override.tf.json')).toBe('pinned');
    expect(text(work, 'tags.auto.tfvars')).toBe('linked');
    expect(text(join(work, 'modules'), 'main.tf')).toBe('a module');
  });

  it('leaves out the JSON of another synth, its assets, and the data of another terraform', () => {
    writeFileSync(join(kept, 'cdk.tf.json'), 'of another command');
    mkdirSync(join(work, 'assets'));
    for (const folder of ['.terraform', 'assets']) {
      mkdirSync(join(kept, folder));
      writeFileSync(join(kept, folder, 'file'), 'of another command');
    }
    takeOwnFiles(kept, work);
    expect(text(work, 'cdk.tf.json')).toBe('of this command');
    expect([existsSync(join(work, '.terraform')), existsSync(join(work, 'assets', 'file'))]).toEqual([
      false,
      false,
    ]);
  });

  it('gets back what terraform wrote, each change once, and nothing else', () => {
    rmSync(kept, { recursive: true });
    const keep = takeOwnFiles(kept, work);
    keep();
    expect(existsSync(kept)).toBe(false);
    writeFileSync(join(work, '.terraform.lock.hcl'), 'locked');
    mkdirSync(join(work, '.terraform'));
    keep();
    expect(text(kept, '.terraform.lock.hcl')).toBe('locked');
    expect(['cdk.tf.json', '.terraform'].map((name) => existsSync(join(kept, name)))).toEqual([false, false]);
    // What a user writes meanwhile stays.
    writeFileSync(join(kept, '.terraform.lock.hcl'), 'moved by its user');
    keep();
    expect(text(kept, '.terraform.lock.hcl')).toBe('moved by its user');
  });

  it.each<[boolean, string, string]>([
    [false, 'pin_override.tf.json', '{"terraform":{"required_providers":{"aws":{"version":"5.100.0"}}}}'],
    [false, 'pin.tf', 'terraform {\n  required_providers {\n    aws = { version = "5.100.0" }\n  }\n}\n'],
    [false, 'images.auto.tfvars.json', '{"backend_image":"x"}'],
    [false, 'torn.tf.json', '{'],
    [true, 'count_override.tf.json', '{"resource":{"aws_ecs_service":{"web":{"desired_count":3}}}}'],
    [true, 'alarm.tf', 'provider "aws" {}\n\nresource "aws_cloudwatch_metric_alarm" "web" {\n}\n'],
    [true, 'named.tf', 'locals {\n  service = aws_ecs_service.web.name\n}\n'],
  ])('adds to the JSON, or changes it: %s for %s', (expected, name, content) => {
    expect(hasOwnDeclarations(work)).toBe(false);
    writeFileSync(join(work, name), content);
    expect(hasOwnDeclarations(work)).toBe(expected);
  });
});
