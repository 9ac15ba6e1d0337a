import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithEnvoy, validateBootstrap } from '../../../support/envoy';

const folder = join(__dirname, '..', '..', '..', 'golden');
const goldens = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\/envoy\.[^/]+\.json$/.test(file))
  .filter((file) => 'static_resources' in (JSON.parse(readFileSync(join(folder, file), 'utf8')) as object))
  .sort();

describeWithEnvoy('the bootstrap of a story', () => {
  it('is kept for several stories', () => {
    expect(goldens.length).toBeGreaterThan(5);
  });

  it.each(goldens)('is taken by Envoy, without a warning: %s', async (file) => {
    const bootstrap: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    expect(await validateBootstrap(bootstrap)).toEqual({ ok: true, log: '' });
  });
});
