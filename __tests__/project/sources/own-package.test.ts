/** A source need not be an npm workspace of the project: its folder is the build context, as it stands. */
import { describeContext, stageContext } from '../../../lib/project/sources';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyOf, readDockerfile } from '../../support/dockerfile';
import { hashOf, json, lockFile, pathsOf, problemsOf, SHOP_LOCK, writeProject } from './shop';

const API = 'services/bank/api';
const asked = { left: '^1.0.0' };
const packageJson = json({ name: 'api', dependencies: asked });
const lockOf = (dependencies: object) =>
  lockFile({ '': { dependencies: { ...dependencies } }, 'node_modules/left': { version: '1.0.0' } });
const dockerfile = [
  'FROM node:24-alpine',
  'WORKDIR /app',
  'COPY package.json package-lock.json ./',
  'RUN npm ci',
  'COPY src src',
  '',
].join('\n');
const api = {
  [`${API}/Dockerfile`]: dockerfile,
  [`${API}/package.json`]: packageJson,
  [`${API}/package-lock.json`]: lockOf(asked),
  [`${API}/src/main.js`]: '',
};
const without = (name: string) => ({ ...api, [`${API}/${name}`]: undefined });

describe('a source with a package.json that is no workspace', () => {
  it('with a lock file of its own has its folder as the context, paths beginning in it', () => {
    expect(pathsOf(writeProject(api), API)).toEqual([
      'Dockerfile',
      'package-lock.json',
      'package.json',
      'src/main.js',
    ]);
  });

  it('without any lock file has a context, too', () => {
    const root = writeProject(without('package-lock.json'));
    expect(problemsOf(root, API)).toEqual([]);
    expect(pathsOf(root, API)).toEqual(['Dockerfile', 'package.json', 'src/main.js']);
  });

  it('is copied by its Dockerfile as people usually write one', () => {
    const root = writeProject(api);
    const described = describeContext(root, API);
    if (described.kind === 'problems') throw new Error('not a context');
    const staged = mkdtempSync(join(tmpdir(), 'meshwright-own-'));
    stageContext(described.context, staged);
    const { stages } = readDockerfile(join(staged, described.context.dockerfile));
    const copies = stages.flatMap(({ steps }) => steps).filter(({ name }) => name === 'COPY');
    const copied = copies.flatMap(({ text }) => copyOf(text).sources);
    expect(readdirSync(staged)).toEqual(expect.arrayContaining(copied));
    rmSync(staged, { recursive: true });
  });

  it('needs no lock file of the project, and its image does not change with that', () => {
    const root = writeProject({ ...api, 'package-lock.json': undefined });
    expect(problemsOf(root, API)).toEqual([]);
    expect(hashOf(root, API)).toBe(hashOf(writeProject(api), API));
  });

  it('is no workspace where the project has none, or excludes it', () => {
    const rootPackage = (workspaces?: object) => json({ name: 'shop', workspaces });
    for (const workspaces of [
      undefined,
      ['services/*/*', '!services/bank/*'],
      { packages: ['services/shop/**'] },
    ])
      expect(problemsOf(writeProject({ ...api, 'package.json': rootPackage(workspaces) }), API)).toEqual([]);
  });

  it.each([[['services/*/*']], [['./services/bank/*/']], [['services/**']], [{ packages: [API] }]])(
    'is meant to be one where "workspaces" is %j, and then the lock file must know it',
    (workspaces) => {
      const root = writeProject({ ...api, 'package.json': json({ name: 'shop', workspaces }) });
      expect(problemsOf(root, API)).toEqual([
        `source "${API}": has a package.json that package-lock.json does not know; add its folder to "workspaces" in the root package.json, run npm install and commit package-lock.json [source-not-in-lock]`,
      ]);
    },
  );

  it('asks for other than its own lock file knows, which npm ci would refuse', () => {
    const root = writeProject({ ...api, [`${API}/package-lock.json`]: lockOf({ left: '0.9.0' }) });
    expect(problemsOf(root, API)).toEqual([
      `source "${API}" > package.json: needs a package that its package-lock.json does not have for it, got "left@^1.0.0"; run npm install in ${API} and commit its package-lock.json [source-own-lock-incomplete]`,
    ]);
  });

  it('asks for a package of this project, which its image would not have', () => {
    const dependencies = { '@shop/kit': '0.1.0' };
    const root = writeProject({
      ...without('package-lock.json'),
      [`${API}/package.json`]: json({ name: 'api', dependencies }),
    });
    expect(SHOP_LOCK).toHaveProperty(['node_modules/@shop/kit']);
    expect(problemsOf(root, API)).toEqual([
      `source "${API}" > package.json: needs a package of this project, and its image holds the folder of the source alone, got "@shop/kit"; add "${API}" to "workspaces" in the root package.json, run npm install and commit package-lock.json [source-needs-workspace]`,
    ]);
  });

  it.each(['package.json', 'package-lock.json'])('has a %s that is no JSON', (name) => {
    expect(problemsOf(writeProject({ ...api, [`${API}/${name}`]: '{' }), API)).toEqual([
      expect.stringMatching(new RegExp(`${API}/${name}.*\\[source-json-malformed\\]$`)),
    ]);
  });
});
