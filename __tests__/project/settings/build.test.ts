import { readSettings } from '../../../lib/project/settings';
import { refusals } from './refusals';

describe('MESH_BUILD', () => {
  it.each(['docker', 'elsewhere'] as const)('takes %s', (build) => {
    expect(readSettings({ environment: { MESH_BUILD: build } }).build).toBe(build);
    expect(readSettings({ environment: {}, context: { build } }).build).toBe(build);
  });

  it('is elsewhere by default, so that no Docker engine is needed to synthesise, plan and deploy', () => {
    expect(readSettings({ environment: {} }).build).toBe('elsewhere');
  });

  it.each(['Docker', 'on', 'podman'])('refuses %s', (build) => {
    expect(refusals({ MESH_BUILD: build })).toEqual(['setting MESH_BUILD [setting-build]']);
  });

  it('says what to write', () => {
    expect(() => readSettings({ environment: { MESH_BUILD: 'on' } })).toThrow(
      'setting MESH_BUILD: must be docker or elsewhere, got "on"; write docker to build and push images in a stack of their own, elsewhere to leave that to your CI [setting-build]',
    );
  });
});
