import { join } from 'node:path';
import type { Images } from '../../lib/project/settings';
import { formatProblem } from '../../lib/mesh/checks/problem';
import { chooseImages, sourcesOf } from '../../lib/project/image-choices';
import { tagImages } from '../../lib/project/images';
import { aMesh, aNode } from '../../lib/testing';
import colorTeller from '../../services/color-teller/application';

const root = join(__dirname, '..', '..');
const color = colorTeller.at({ stage: 'dev' });
const choose = (images: Images, applications = [color]) => {
  const chosen = chooseImages(applications, images);
  const { choices, problems } = tagImages(root, chosen);
  return {
    choices: Object.fromEntries(choices),
    problems: [...chosen.problems, ...problems].map(formatProblem),
  };
};

it('are of each source once, though two nodes run it', () => {
  expect(sourcesOf(color)).toEqual(['backend', 'client']);
});

it('are built from the sources and tagged by their hash, where nothing else is said', () => {
  const tag = expect.stringMatching(/^[0-9a-z]{12,}$/) as unknown as string;
  expect(choose({ kind: 'built' })).toEqual({
    choices: {
      'services/color-teller/backend': { kind: 'repository', tag },
      'services/color-teller/client': { kind: 'repository', tag },
    },
    problems: [],
  });
});

it('have one tag where the setting says one, and then no source is read', () => {
  const nowhere = aMesh({ nodes: { web: aNode({ runs: { source: 'nowhere' } }) } }).at({ stage: 'dev' });
  expect(choose({ kind: 'tag', tag: 'v7' }, [nowhere])).toEqual({
    choices: { 'services/shop/nowhere': { kind: 'repository', tag: 'v7' } },
    problems: [],
  });
});

it('come from elsewhere where the setting names a source', () => {
  const references = [{ source: 'client', reference: 'example.com/client:v1' }];
  expect(choose({ kind: 'references', references }).choices).toMatchObject({
    'services/color-teller/client': { kind: 'reference', reference: 'example.com/client:v1' },
    'services/color-teller/backend': { kind: 'repository' },
  });
});

it('are missing where there is no such folder', () => {
  const shop = aMesh({ nodes: { web: aNode({ runs: { source: 'nowhere' } }) } }).at({ stage: 'dev' });
  expect(choose({ kind: 'built' }, [shop]).problems).toEqual([
    expect.stringMatching(
      /^source "services\/shop\/nowhere": is not a folder of this project; .+ \[source-missing\]$/,
    ),
  ]);
});

it('name a source that some node runs', () => {
  const references = [{ source: 'clinet', reference: 'example.com/client:v1' }];
  expect(choose({ kind: 'references', references }).problems).toEqual([
    'setting MESH_IMAGES > "clinet": no node runs this source, known sources: "backend", "client"; did you mean "client"? [image-source-unknown]',
  ]);
});
