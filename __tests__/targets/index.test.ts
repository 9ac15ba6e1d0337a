import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatProblem } from '../../lib/mesh/checks/problem';
import { builtTargets, TARGETS, targetNamed } from '../../lib/targets';
import { validateForTarget, validateTarget } from '../../lib/targets/validate-for-target';
import { aMesh } from '../../lib/testing';

const ROOT = join(__dirname, '..', '..');

it.each(['app-mesh', 'envoy', 'none'] as const)('%s is built', (target) => {
  expect(validateTarget(target)).toEqual([]);
  expect(targetNamed(target).name).toBe(target);
});

it('service-connect is not built yet, and says so', () => {
  expect(validateTarget('service-connect').map(formatProblem)).toEqual([
    'setting MESH_TARGET: this target is not built yet, got "service-connect"; use "app-mesh", "envoy" or "none" [target-not-built]',
  ]);
  expect(validateForTarget('service-connect', aMesh({ tracing: {} }).at({ stage: 'dev' }))).toEqual([]);
  expect(() => targetNamed('service-connect')).toThrow('bug: target service-connect is not built');
});

it('every target lies in the folder of its name', () => {
  const folders = readdirSync(join(ROOT, 'lib', 'targets'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['constructs', 'switch'].includes(entry.name))
    .map(({ name }) => name);
  expect(TARGETS).toEqual(folders.sort());
});

describe('a target as a value', () => {
  const loaded = (script: string) =>
    execFileSync(
      process.execPath,
      [
        '-r',
        'tsx/cjs',
        '-e',
        `${script}; console.log(Object.keys(require.cache).filter((file) => /node_modules.(cdktf|constructs|@cdktf)/.test(file)).length)`,
      ],
      { cwd: ROOT, encoding: 'utf8' },
    );

  it('loads no cdktf, so that commands start fast', () => {
    expect(Number(loaded("require('./lib/targets').builtTargets()"))).toBe(0);
    expect(Number(loaded("require('./lib/targets').targetNamed('none').constructs()"))).toBeGreaterThan(0);
  });

  it.each(builtTargets().map((target) => [target.name, target] as const))(
    '%s places a platform and services',
    (_, target) => {
      expect(Object.keys(target.constructs()).sort()).toEqual(['Platform', 'Services']);
    },
  );
});
