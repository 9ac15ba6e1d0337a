import { volumeName } from '../../../lib/ecs/containers/mount-points';

it.each([
  ['/data', 'data'],
  ['/data/pictures', 'data-pictures'],
])('%s is volume %s', (path, name) => {
  expect(volumeName(path)).toBe(name);
});

it('gives paths that differ in other characters different names, which ECS takes', () => {
  const paths = ['/a/b', '/a-b', '/a_b', '/a.b', `/${'x'.repeat(300)}`];
  const names = paths.map(volumeName);
  expect(new Set(names).size).toBe(paths.length);
  expect(names.filter((name) => !/^[\w-]{1,255}$/.test(name))).toEqual([]);
});
