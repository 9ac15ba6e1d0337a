import { join } from 'node:path';
import { contextTag, describeContexts, listSources, sourcePath } from '../../../lib/project/sources';
import { cpuTime } from '../../support/cpu-time';

const ROOT = join(__dirname, '..', '..', '..');
const sources = [sourcePath('color-teller', 'backend'), sourcePath('color-teller', 'client')];

describe('the images of color-teller', () => {
  it('are two', () => {
    expect(listSources(ROOT)).toEqual(expect.arrayContaining(sources));
  });

  it.each(sources)('%s has the library it uses and nothing of the compiler', (source) => {
    const { contexts, problems } = describeContexts(ROOT, [source]);
    expect(problems).toEqual([]);
    const entries = contexts.get(source)?.entries ?? [];
    const paths = entries.map((entry) => entry.path);
    expect(paths).toContain('services/http-service/src/index.ts');
    expect(paths.filter((path) => /\/(test|dist|node_modules)\//.test(path))).toEqual([]);
    const lock = entries.find((entry) => entry.path === 'package-lock.json');
    const text = lock?.kind === 'text' ? lock.text : '';
    expect(text).toContain('"node_modules/express"');
    expect(text).not.toContain('cdktf');
  });

  it('are described and hashed in under the 100 ms of processor time that a synth can spare', () => {
    const describeAll = () => [...describeContexts(ROOT, sources).contexts.values()].map(contextTag);
    describeAll();
    expect(Math.min(...[1, 2, 3, 4, 5].map(() => cpuTime(describeAll)))).toBeLessThan(100);
  });
});
