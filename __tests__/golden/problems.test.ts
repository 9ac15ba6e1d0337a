/** Every mistake that the model, the target or the project reports, as the user reads it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { counts, lengths, limits } from '../../lib/mesh/checks/limits';
import { formatProblem, MeshError } from '../../lib/mesh/checks/problem';
import { quotaCounts } from '../../lib/mesh/checks/quotas';
import { type ProjectInput, readProject } from '../../lib/project';
import { aMesh, type MeshParts } from '../../lib/testing';
import { expectGoldens } from '../support/golden-files';
import { validateForEnvoy } from '../../lib/targets/envoy';
import * as envoy from './problems/envoy/mesh';
import * as capacity from './problems/capacity/mesh';
import * as externals from './problems/externals/mesh';
import * as form from './problems/form/mesh';
import * as gateways from './problems/gateways/mesh';
import * as jobs from './problems/jobs/mesh';
import * as loadBalancers from './problems/load-balancers/mesh';
import * as limited from './problems/limits/mesh';
import * as matches from './problems/matches/mesh';
import * as withoutMesh from './problems/none/mesh';
import * as names from './problems/names/mesh';
import * as nodes from './problems/nodes/mesh';
import * as project from './problems/project/mesh';
import * as existing from './problems/existing/mesh';
import * as services from './problems/services/mesh';
import * as scaling from './problems/scaling/mesh';
import * as size from './problems/size/mesh';
import * as stacks from './problems/stacks/mesh';
import * as task from './problems/task/mesh';
import * as target from './problems/target/mesh';
import * as whole from './problems/whole/mesh';

/** What is wrong: an application's parts beside the smallest sound one, or a whole project. */
export type Wrong =
  | MeshParts
  /** On target `envoy`, without the codes of `MESH_ACCEPT`. */
  | { readonly envoy: MeshParts; readonly accept?: readonly string[] }
  | (Pick<ProjectInput, 'sources' | 'problems'> & { readonly environment?: Readonly<Record<string, string>> });

const GROUPS = {
  envoy,
  capacity,
  externals,
  form,
  gateways,
  jobs,
  'load-balancers': loadBalancers,
  limits: limited,
  matches,
  names,
  nodes,
  none: withoutMesh,
  project,
  existing,
  services,
  scaling,
  size,
  stacks,
  target,
  task,
  whole,
};
const ROOT = join(__dirname, '..', '..');
const stories = Object.entries(GROUPS).flatMap(([group, { wrong }]) =>
  Object.entries<Wrong>(wrong).map(([code, story]) => ({ group, code, text: textOf(story) })),
);

it.each(Object.keys(GROUPS))('%s: problems.txt is what the user reads', (group) => {
  const own = stories.filter((story) => story.group === group);
  const text = own.map(({ code, text }) => `# ${code}\n${text}\n`).join('\n');
  expectGoldens(join(__dirname, 'problems', group), { 'problems.txt': text });
});

describe('a story', () => {
  it.each(stories)('$code shows its code', ({ code, text }) => {
    expect(text).toContain(`[${code}]`);
  });

  it.each(stories)('$code is one mistake, which one line reports', ({ text }) => {
    expect(text.split('\n')).toHaveLength(1);
  });
});

describe('a code', () => {
  const told = stories.map(({ code }) => code).sort();

  it('of lib/mesh/checks/problems has a factory and a story, and so has every limit and length', () => {
    const folder = join(ROOT, 'lib', 'mesh', 'checks', 'problems');
    const source = readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('');
    const made = [...source.matchAll(/(?:error|wrong|loss)\(\s*'([a-z0-9-]+)'/g)].map(([, code]) => code);
    const known = [...made, ...Object.values({ ...limits, ...lengths, ...counts, ...quotaCounts }).map(({ code }) => code)];
    expect(told).toEqual(known.sort());
  });

  it('has one factory and one story', () => {
    expect(told.filter((code, index) => told.indexOf(code) !== index)).toEqual([]);
  });
});

function textOnEnvoy({ envoy, accept = ['egress-443-open'] }: Extract<Wrong, { envoy: MeshParts }>): string {
  const found = validateForEnvoy(aMesh(envoy).at({ stage: 'dev' }));
  return found
    .filter(({ code }) => !accept.includes(code))
    .map(formatProblem)
    .join('\n');
}

/** Errors as they are thrown, or the warnings that remain. */
function textOf(story: Wrong): string {
  if ('envoy' in story) return textOnEnvoy(story);
  const { environment = {}, ...listed }: Extract<Wrong, Pick<ProjectInput, 'sources'>> =
    'sources' in story ? story : { sources: [aMesh(story)] };
  try {
    const { messages } = readProject({
      root: ROOT,
      ...listed,
      environment: { MESH_IMAGES: 'v1', MESH_STATE_BUCKET: 'shop-state', ...environment },
    });
    return messages.filter((line) => line.startsWith('warning: ')).join('\n');
  } catch (error) {
    if (!(error instanceof MeshError)) throw error;
    return error.problems.map(formatProblem).join('\n');
  }
}
