/** Edits of `application.ts` while the mesh runs: what has changed is replaced, and a mistake changes nothing. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithEnvoy } from '../support/envoy';
import { copyProject, descendantsOf, type Started, startMesh, stopAll, survivorsOf, tally } from './started';

jest.setTimeout(100_000);

describeWithEnvoy('an edit of application.ts', () => {
  let root: string;
  let file: string;
  let original: string;
  let mesh: Started;
  beforeAll(async () => {
    root = await copyProject();
    file = join(root, 'services', 'color-teller', 'application.ts');
    original = readFileSync(file, 'utf8');
    mesh = await startMesh({ root });
    await mesh.until('running');
  });
  afterAll(async () => {
    await stopAll();
    rmSync(root, { recursive: true, force: true });
  });

  const edit = (from: string, to: string) => {
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
  };
  const color = async () => (await mesh.get('/gateway/color/color')).text;

  test('of weights replaces the Envoys that hold them', async () => {
    edit('{ red: 100, blue: 0 }', '{ red: 0, blue: 100 }');
    expect(await mesh.until('changed')).toMatchObject({ replaced: ['client.1'], started: [], stopped: [] });
    expect(await tally(10, color)).toEqual({ '{"color":"blue"}': 10 });
  });

  test.each([
    ['a word that is no TypeScript', 'export default', 'export defualt', 'application-broken'],
    ['a backend that nobody is', "backends: ['color-service']", "backends: ['colour']", 'backend-unknown'],
    ['nodes that are no nodes', '  nodes: {', '  nodes: 5, tracing: {', 'field-type'],
    ['an exception of its own', "mesh: 'sample-mesh'", 'mesh: (undefined as any).name', 'application-broken'],
    ['another name', "application('color-teller'", "application('teller'", 'application-broken'],
    ['no application', 'export default', 'export const teller =', 'application-broken'],
    ['a service that is not on disk', "source: 'client'", "source: 'page'", 'source-not-runnable'],
    ['weights that nobody could mean', 'blue: 100', 'blue: 1000', 'route-weight'],
  ])('with %s is refused', async (_what, from, to, code) => {
    edit(from, to);
    const { problems } = await mesh.until('refused');
    expect(problems.join('\n')).toContain(`[${code}]`);
    expect(await color()).toBe('{"color":"blue"}');
    edit(to, from);
    expect(await mesh.until('changed')).toMatchObject({ replaced: [], routes: [] });
  });

  test('of other weights counts over a set of before, and a set of after over it', async () => {
    mesh.type('set color-service/default:red=100,blue=0');
    await mesh.until('changed');
    expect(await tally(10, color)).toEqual({ '{"color":"red"}': 10 });
    edit('{ red: 0, blue: 100 }', '{ red: 0, blue: 1 }');
    expect(await mesh.until('changed')).toMatchObject({ routes: ['color-service/default:blue=1,red=0'] });
    expect((await mesh.until('notice')).text).toBe(
      'application.ts is later than line "set color-service/default:red=100,blue=0", so its weights of color-service/default count',
    );
    expect(await tally(10, color)).toEqual({ '{"color":"blue"}': 10 });
    mesh.type('set color-service/default:red=7');
    expect(await mesh.until('changed')).toMatchObject({ routes: ['color-service/default:blue=0,red=7'] });
    expect(await tally(10, color)).toEqual({ '{"color":"red"}': 10 });
  });

  test('of something else leaves the weights that were set, and says so', async () => {
    edit("VERSION: 'meshed'", "VERSION: 'other'");
    expect(await mesh.until('changed')).toMatchObject({ routes: [], replaced: ['client.1'] });
    expect((await mesh.until('notice')).text).toBe(
      'color-service/default:red=7 (line "set color-service/default:red=7") goes on; unset color-service/default for what application.ts says',
    );
    edit("VERSION: 'other'", "VERSION: 'meshed'");
    await mesh.until('changed');
  });

  test('is what counts again after unset of a route, or reset of all', async () => {
    mesh.type('unset color-service/default');
    expect(await mesh.until('changed')).toMatchObject({ routes: ['color-service/default:blue=1,red=0'] });
    mesh.type('set color-service/default:red=7');
    await mesh.until('changed');
    mesh.type('status');
    expect((await mesh.until('status')).weights).toEqual([
      'color-service/default:red=7 (line "set color-service/default:red=7")',
    ]);
    mesh.type('reset');
    expect(await mesh.until('changed')).toMatchObject({ routes: ['color-service/default:blue=1,red=0'] });
    mesh.type('unset color-service/default');
    expect((await mesh.until('refused')).problems).toEqual([
      'line "unset color-service/default": no weights are set; all weights are those of application.ts [weights-not-set]',
    ]);
    expect(await tally(10, color)).toEqual({ '{"color":"blue"}': 10 });
  });

  test('may take away a node that a set named', async () => {
    mesh.type('set color-service/default:red=50,blue=50');
    await mesh.until('changed');
    edit("red: teller('red'),", '');
    edit('{ red: 0, blue: 1 }', '{ blue: 100 }');
    expect(await mesh.until('changed')).toMatchObject({ stopped: ['red.1'] });
    expect(await tally(10, color)).toEqual({ '{"color":"blue"}': 10 });
    edit("blue: teller('blue'),", "red: teller('red'),\n    blue: teller('blue'),");
    edit('{ blue: 100 }', '{ red: 0, blue: 100 }');
    expect(await mesh.until('changed')).toMatchObject({ started: ['red.1'] });
  });

  test('of an environment replaces the service that reads it', async () => {
    edit("VERSION: 'meshed'", "VERSION: 'edited'");
    expect(await mesh.until('changed')).toMatchObject({ replaced: ['client.1'] });
    expect((await mesh.get('/gateway/version')).text).toContain('edited');
  });

  test('that a service cannot start with leaves the one that runs', async () => {
    edit("COLOR_BACKEND: urlOf('color-service')", "COLOR_BACKEND: 'nowhere'");
    expect(await mesh.until('failed')).toMatchObject({
      task: 'client.1',
      role: 'service',
      tail: [expect.stringContaining('COLOR_BACKEND is no http or https URL')],
    });
    await mesh.until('ready', ({ task }) => task === 'client.1');
    expect((await mesh.until('refused')).problems).toEqual([expect.stringContaining('[task-not-ready]')]);
    expect(await color()).toBe('{"color":"blue"}');
    edit("COLOR_BACKEND: 'nowhere'", "COLOR_BACKEND: urlOf('color-service')");
    await mesh.until('changed');
  });

  test('of nodes and counts starts and stops tasks', async () => {
    edit("blue: teller('blue'),", "blue: teller('blue'),\n    green: teller('green'),");
    edit('{ red: 0, blue: 100 }', '{ red: 0, green: 100 }');
    await mesh.until('changed', ({ started }) => started.includes('green.1'));
    expect(await tally(10, color)).toEqual({ '{"color":"green"}': 10 });
    writeFileSync(file, original);
    expect(await mesh.until('changed', ({ stopped }) => stopped.includes('green.1'))).toMatchObject({
      routes: ['color-service/default:blue=0,red=100'],
    });
    expect(await tally(10, color)).toEqual({ '{"color":"red"}': 10 });
  });

  test.each(['SIGHUP'] as const)('%s ends all that runs, with 0', async (signal) => {
    const pids = descendantsOf(mesh.process.pid ?? 0);
    mesh.process.kill(signal);
    mesh.process.kill(signal);
    expect(await mesh.ended).toBe(0);
    expect(mesh.events.at(-1)).toEqual({ event: 'stopped' });
    expect(await survivorsOf(pids)).toEqual([]);
    expect(mesh.stderr()).toBe('');
  });
});
