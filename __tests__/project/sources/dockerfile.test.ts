/** What can be said of the Dockerfiles without a container engine; `stage.long.test.ts` follows their steps. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeContext, stageContext } from '../../../lib/project/sources';
import { ENVOY_UID } from '../../../lib/ecs/containers/proxy-configuration';
import { NODE_IMAGE } from '../../../lib/ecs/containers/images';
import { copyOf, type Instruction, readDockerfile } from '../../support/dockerfile';
import { shippedSources } from '../../support/shipped';

const ROOT = join(__dirname, '..', '..', '..');

describe.each(shippedSources())('the Dockerfile of %s', (source) => {
  const { args, stages } = readDockerfile(join(ROOT, source, 'Dockerfile'));
  const steps = stages.flatMap((stage) => stage.steps);
  const last = stages.at(-1)?.steps ?? [];
  const context = mkdtempSync(join(tmpdir(), 'meshwright-dockerfile-'));
  const texts = (name: string, among: readonly Instruction[] = steps) =>
    among.filter((step) => step.name === name).map(({ text }) => text);

  beforeAll(() => {
    const described = describeContext(ROOT, source);
    if (described.kind === 'problems') throw new Error('not a context');
    stageContext(described.context, context);
  });
  afterAll(() => rmSync(context, { recursive: true }));

  it('stands on one base image, an argument with an exact tag, so that a mirror can take its place', () => {
    expect(args).toEqual({
      NODE_IMAGE: expect.stringMatching(/:\d+\.\d+\.\d+-[a-z]+\d+\.\d+(@sha256:[0-9a-f]{64})?$/),
    });
    expect(args['NODE_IMAGE']?.split('@')[0]).toBe(NODE_IMAGE);
    expect(stages.map(({ image }) => image)).toEqual(stages.map(() => '${NODE_IMAGE}'));
  });

  it('copies from the staged context only what is there', () => {
    const copies = texts('COPY')
      .map(copyOf)
      .filter(({ from }) => from === undefined);
    expect(copies.length).toBeGreaterThan(0);
    expect(
      copies.flatMap(({ sources }) => sources).filter((path) => !existsSync(join(context, path))),
    ).toEqual([]);
  });

  it('copies from stages that are there, and fetches nothing from elsewhere', () => {
    const from = texts('COPY').map((text) => copyOf(text).from ?? 'build');
    expect(from.filter((name) => !stages.some((stage) => stage.name === name))).toEqual([]);
    expect(texts('ADD')).toEqual([]);
  });

  it('installs what the lock file says, runs no script of a package, and drops what only the build needs', () => {
    const runs = texts('RUN')
      // The workshop's services write down what they are made of.
      .filter((run) => !run.startsWith('find services '))
      .join(' && ')
      .split(' && ')
      .map((run) => run.trim());
    expect(runs).toEqual([
      'npm ci --workspaces --ignore-scripts',
      `npm run build -w ${source}`,
      'npm prune --omit=dev --ignore-scripts',
    ]);
  });

  it('has a last stage that runs nothing while it is built: it is given what the first one made', () => {
    expect(stages).toHaveLength(2);
    expect(texts('RUN', last)).toEqual([]);
    expect(texts('COPY', last).every((text) => copyOf(text).from === 'build')).toBe(true);
  });

  it('runs neither as root nor as Envoy’s user, whose traffic would not be led through the mesh', () => {
    expect(texts('USER', last)).toHaveLength(1);
    expect(['root', '0', String(ENVOY_UID)]).not.toContain(texts('USER', last)[0]?.split(':')[0]);
  });

  it('starts node itself, without a shell or npm between it and the signals', () => {
    expect(texts('CMD', last)).toEqual(['["node", "dist/main.js"]']);
    expect(texts('ENTRYPOINT')).toEqual([]);
    expect(texts('WORKDIR', last)).toEqual([`/app/${source}`]);
  });

  it('keeps no secret', () => {
    expect(steps.filter(({ text }) => /password|secret|token|_key/i.test(text))).toEqual([]);
  });
});
