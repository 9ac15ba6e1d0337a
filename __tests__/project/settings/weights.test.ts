import { readSettings } from '../../../lib/project/settings';
import { refusals } from './refusals';

const read = (text: string) => readSettings({ environment: { MESH_WEIGHTS: text } }).weights;
const refused = (text: string) =>
  refusals({ MESH_WEIGHTS: text }).map((line) => line.replace('setting MESH_WEIGHTS ', ''));

describe('weights', () => {
  it('name a service, a route and its nodes', () => {
    expect(read('color-service/default:red=90,blue=10')).toEqual([
      { service: 'color-service', route: 'default', weights: { red: 90, blue: 10 } },
    ]);
  });

  it('name the application where several have such a service', () => {
    expect(read('color-teller/color-service/default:red=1')).toEqual([
      { application: 'color-teller', service: 'color-service', route: 'default', weights: { red: 1 } },
    ]);
  });

  it('hold several routes, in an order that means nothing', () => {
    const forwards = read('a/x:n=1 ; b/y:m=2,n=3');
    expect(forwards.map(({ service }) => service)).toEqual(['a', 'b']);
    expect(JSON.stringify(read('b/y: n=3, m=2 ;a/x: n=1'))).toBe(JSON.stringify(forwards));
  });

  it.each(['0', '1', '99', '100'])('may be %s', (weight) => {
    expect(read(`a/b:n=${weight}`)[0]?.weights).toEqual({ n: Number(weight) });
  });

  it.each(['-1', '101', '1.5', '1e1', '', 'many', '0x10', '+1'])('must not be "%s"', (weight) => {
    expect(refused(`a/b:n=${weight}`)).toEqual(['> "a/b" [setting-weight-range]']);
  });

  it.each([
    ['no nodes', 'a/b'],
    ['an empty list of nodes', 'a/b:'],
    ['no weight', 'a/b:n'],
    ['two equals signs', 'a/b:n=1=2'],
    ['no route', 'a:n=1'],
    ['an empty service', '/b:n=1'],
    ['an empty route', 'a/:n=1'],
    ['a path of four', 'a/b/c/d:n=1'],
    ['two colons', 'a/b:n=1:m=2'],
    ['a comma between routes', 'a/b:n=1,c/d:m=2'],
    ['a trailing semicolon', 'a/b:n=1;'],
    ['a space in a name', 'a/b c:n=1'],
  ])('refuse %s', (_, text) => {
    expect(refused(text)).toEqual(['[setting-weights-form]']);
  });

  it('name a node once per route', () => {
    expect(() => read('a/b:n=1,n=2')).toThrow(
      'setting MESH_WEIGHTS: names a node of route "a/b" twice, got "n"; keep one of the two [setting-weights-node-twice]',
    );
    expect(refused('a/b:n=1;a/c:n=2')).toEqual([]);
  });

  it('name a route once', () => {
    expect(refused('a/b:n=1;a/b:m=2')).toEqual(['[setting-weights-route-twice]']);
    expect(refused('a/b:n=1;x/a/b:m=2')).toEqual([]);
  });

  it('keep a name that objects have of their own', () => {
    expect(Object.keys(read('a/b:constructor=1')[0]?.weights ?? {})).toEqual(['constructor']);
  });

  it('report every mistake of every route', () => {
    expect(refused('a/b:n=101,m=x;c')).toEqual([
      '> "a/b" [setting-weight-range]',
      '> "a/b" [setting-weight-range]',
      '[setting-weights-form]',
    ]);
  });
});
