import { readSettings } from '../../../lib/project/settings';
import { refusals } from './refusals';

describe('MESH_IMAGE_MIRROR', () => {
  it.each([
    'registry.example.org',
    'registry.example.org/mirror',
    'registry.example.org:5000/team/public-ecr',
    'localhost:5000',
    '123456789012.dkr.ecr.us-west-2.amazonaws.com/ecr-public',
  ])('takes %s', (mirror) => {
    expect(readSettings({ environment: { MESH_IMAGE_MIRROR: mirror } }).imageMirror).toBe(mirror);
    expect(readSettings({ environment: {}, context: { imageMirror: mirror } }).imageMirror).toBe(mirror);
  });

  it.each([
    'mirror',
    'https://registry.example.org',
    'registry.example.org/',
    'registry.example.org/Mirror',
    'registry.example.org/mirror:v1',
    'registry.example.org/mirror//team',
    'registry.example.org/a b',
  ])('refuses %s', (mirror) => {
    expect(refusals({ MESH_IMAGE_MIRROR: mirror })).toEqual([
      'setting MESH_IMAGE_MIRROR [setting-image-mirror]',
    ]);
  });

  it('says what to write', () => {
    expect(() => readSettings({ environment: { MESH_IMAGE_MIRROR: 'mirror' } })).toThrow(
      'setting MESH_IMAGE_MIRROR: must be a registry, or a registry and a path, without https:// and tag, got "mirror"; write what stands in place of public.ecr.aws and docker.io, such as registry.example.org/mirror [setting-image-mirror]',
    );
  });
});
