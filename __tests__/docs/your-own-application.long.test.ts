/** `docs/your-own-application.md` followed to the letter, in a copy of the project: its files, then its commands. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { TerraformJson } from '../support/synth';
import { freePort } from '../local/started';
import { describeWithEnvoy } from '../support/envoy';
import { makeScratch, type Scratch } from '../support/scratch';
import { NODE_IMAGE } from '../../lib/ecs/containers/images';
import { read, root } from './documents';
import { Terminal } from './terminal';

const page = read('docs/your-own-application.md');

type Step =
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'command'; readonly command: string }
  /** In two terminals at once. */
  | { readonly kind: 'running'; readonly command: string };

/** In the order of the page. A file is a block below its path in bold. */
const steps = [
  ...page.matchAll(/(?:\*\*`(?<path>[^`]+)`\*\*\n\n)?^```(?<language>\w+)\n(?<text>.*?)^```$/gms),
].flatMap(({ groups = {} }): Step[] => {
  const { path, language, text = '' } = groups;
  if (path !== undefined) return [{ kind: 'file', path, text }];
  if (language !== 'sh') return [];
  return text
    .trim()
    .split('\n')
    .map((command): Step => ({
      kind: /^(npm start|curl) /.test(command) ? 'running' : 'command',
      command,
    }));
});
const alone = steps.filter((step) => step.kind !== 'running');
const running = steps.flatMap((step) => (step.kind === 'running' ? [step.command] : []));

describe('docs/your-own-application.md', () => {
  let scratch: Scratch;
  let printed: string;
  let listed: string;
  const index = () => readFileSync(join(scratch.root, 'services/index.ts'), 'utf8');
  beforeAll(() => {
    scratch = makeScratch();
    copyFileSync(join(root, '.prettierrc.json'), join(scratch.root, '.prettierrc.json'));
    listed = index();
    printed = '';
  });
  afterAll(() => scratch.remove());

  const stack = (name: string) =>
    JSON.parse(
      readFileSync(join(scratch.root, 'cdktf.out', 'stacks', name, 'cdk.tf.json'), 'utf8'),
    ) as TerraformJson;

  it.each(alone.map((step) => [step.kind === 'file' ? step.path : step.command, step] as const))(
    '%s',
    (_, step) => {
      if (step.kind === 'file') return writeFileSync(join(scratch.root, step.path), step.text);
      const { status, stdout, stderr } = spawnSync(step.command, {
        cwd: scratch.root,
        shell: true,
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('Error') });
      printed += stdout;
    },
    60_000,
  );

  describeWithEnvoy('its npm start', () => {
    let port: number;
    let terminal: Terminal;
    beforeAll(async () => {
      port = await freePort();
      const [start = ''] = running;
      terminal = await Terminal.open(`${start} --port ${port}`, scratch.root);
    });
    afterAll(async () => {
      expect(await terminal.close()).toContain('stopped; nothing is left');
    });
    const greeting = () => {
      const [, curl = ''] = running;
      return spawnSync('sh', ['-c', curl.replace('8080', String(port))], { encoding: 'utf8' }).stdout;
    };

    it('starts it, word by word, and it greets', async () => {
      expect(running).toEqual(['npm start -- greeter', 'curl -s localhost:8080']);
      await terminal.untilShown(`Open http://localhost:${port}`);
      expect(['Hello', 'Good day']).toContain(greeting());
    }, 70_000);

    it('takes the line that the page types', async () => {
      const [, line = ''] = /`(set .*?)`/.exec(page) ?? [];
      terminal.type(line);
      await terminal.untilShown('changed hello/default:hello-v1=0,hello-v2=100');
      expect(Array.from({ length: 10 }, greeting)).toEqual(Array(10).fill('Good day'));
    }, 70_000);
  });

  it('has touched one folder and one line', () => {
    const files = steps.flatMap((step) => (step.kind === 'file' ? [step.path] : []));
    expect(files.every((path) => path.startsWith('services/greeter/'))).toBe(true);
    const lines = index().trim().split('\n');
    expect(lines.slice(0, -1)).toEqual(listed.trim().split('\n'));
  });

  it('ends with stacks that are listed, and the JSON of a canary', () => {
    expect(printed).toContain('dev-greeter                reads dev-greeter-network, dev-greeter-registry');
    const { resource = {} } = stack('dev-greeter');
    expect(Object.keys(resource['aws_ecs_service'] ?? {})).toEqual([
      'hello-v1',
      'hello-v2',
      'ingress',
      'web',
    ]);
    expect(resource['aws_appmesh_route']?.['hello_default']).toMatchObject({
      spec: {
        http_route: { action: { weighted_target: [{ weight: 50 }, { weight: 50 }] } },
      },
    });
  });

  it('shows an application that the compiler takes, and a mistake as it is reported', () => {
    const file = join(scratch.root, 'services/greeter/application.ts');
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
      ts.sys,
      root,
    );
    const told = ts.getPreEmitDiagnostics(ts.createProgram([file], { ...options, types: [] }));
    expect(told.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);

    const sound = readFileSync(file, 'utf8');
    writeFileSync(file, sound.replace("backends: ['hello']", "backends: ['helo']"));
    const { status, stderr } = spawnSync('npm run --silent synth', {
      cwd: scratch.root,
      shell: true,
      encoding: 'utf8',
    });
    const [, text = 'the page shows no mistake'] = /^```text\n(.*?)\n```$/ms.exec(page) ?? [];
    writeFileSync(file, sound);
    expect(status).toBe(1);
    expect(stderr.trim()).toBe(text);
  }, 60_000);

  it('builds from the image that the services of the project are built from', () => {
    expect(page).toContain(`FROM ${NODE_IMAGE}\n`);
  });

  it('shows jobs that the application may have', () => {
    const [, jobs = ''] = /^```ts\n(greet: .*?)\n```$/ms.exec(page) ?? [];
    const file = join(scratch.root, 'services/greeter/application.ts');
    const sound = readFileSync(file, 'utf8');
    writeFileSync(file, sound.replace('  nodes: {', `  nodes: {\n${jobs}`));
    const { status } = spawnSync('npm run --silent synth', { cwd: scratch.root, shell: true });
    expect(status).toBe(0);
    const { output = {}, resource = {} } = stack('dev-greeter');
    expect(page).toContain('`greet_run_task_command`');
    expect(output).toHaveProperty('greet_run_task_command');
    expect(resource['aws_cloudwatch_event_rule']).toHaveProperty('nightly');
    writeFileSync(file, sound);
  }, 60_000);

  it('shows an external node that the application may have', () => {
    const [, imports = '', nodes = '', services = ''] =
      /^```ts\n(import .*?)\n\n {2}nodes: \{\n(.*?)\n {2}services: \{\n(.*?)```$/ms.exec(page) ?? [];
    const file = join(scratch.root, 'services/greeter/application.ts');
    const sound = readFileSync(file, 'utf8');
    const changed = sound
      .replace(/^import .*$/m, () => imports)
      .replace(/^ {4}web: \{\n.*?^ {4}\},\n/ms, () => nodes)
      .replace('  services: {\n', (line) => line + services);
    writeFileSync(file, changed);
    const { status } = spawnSync('npm run --silent synth', { cwd: scratch.root, shell: true });
    expect(status).toBe(0);
    const { resource = {} } = stack('dev-greeter');
    expect(JSON.stringify(resource)).toContain('postgres://greetings-db.greeter.local:5432/greetings');
    expect(resource['aws_appmesh_virtual_node']).toHaveProperty('greetings-db');

    const [, host = ''] = /^```ts\n(host: stage .*),\n```$/m.exec(page) ?? [];
    const staged = changed
      .replace("host: 'db.example.com'", host)
      .replace('() => ({\n  mesh', '({ stage }) => ({\n  mesh');
    writeFileSync(file, staged);
    const env = { ...process.env, MESH_STAGE: 'here' };
    expect(spawnSync('npm run --silent synth', { cwd: scratch.root, shell: true, env }).status).toBe(0);
    expect(JSON.stringify(stack('here-greeter').resource)).toContain('db.localhost');
    writeFileSync(file, sound);
  }, 60_000);

  it('shows stacks that the application may have', () => {
    const [, stacks = ''] = /^```ts\n(stacks: .*)\n```$/m.exec(page) ?? [];
    const file = join(scratch.root, 'services/greeter/application.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace('  gateways: {', `  ${stacks}\n  gateways: {`));
    const { status } = spawnSync('npm run --silent synth', { cwd: scratch.root, shell: true });
    expect(status).toBe(0);
    for (const part of ['platform', 'hello', 'web'])
      expect(existsSync(join(scratch.root, `cdktf.out/stacks/dev-greeter-${part}/cdk.tf.json`))).toBe(true);
  }, 60_000);
});
