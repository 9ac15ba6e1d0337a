import { type Images, inspectSettings, readSettings } from '../../../lib/project/settings';
import { refusals } from './refusals';

const read = (text: string): Images => readSettings({ environment: { MESH_IMAGES: text } }).images;
const refused = (text: string) =>
  refusals({ MESH_IMAGES: text }).map((line) => line.replace('setting MESH_IMAGES ', ''));
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('one tag for all images', () => {
  it.each([
    ['1 character', 'v'],
    ['2 characters', 'v1'],
    ['127 characters', 'a'.repeat(127)],
    ['128 characters', 'a'.repeat(128)],
    ['dots, hyphens and underscores', '_v1.2.3-rc.1_x'],
  ])('may have %s', (_, tag) => {
    expect(read(tag)).toEqual({ kind: 'tag', tag });
  });

  it.each([
    ['129 characters', 'a'.repeat(129)],
    ['a dot first', '.v1'],
    ['a hyphen first', '-v1'],
    ['a plus sign', 'v1+build'],
    ['the form of a reference', 'ghcr.io/acme/client:v1'],
  ])('must not have %s', (_, tag) => {
    expect(refused(tag)).toEqual(['[setting-image-tag]']);
  });
});

describe('images named one by one', () => {
  it('go by the source folder, sorted by name', () => {
    expect(read('client=ghcr.io/acme/client:v1, backend=ghcr.io/acme/backend:v2')).toEqual({
      kind: 'references',
      references: [
        { source: 'backend', reference: 'ghcr.io/acme/backend:v2' },
        { source: 'client', reference: 'ghcr.io/acme/client:v1' },
      ],
    });
  });

  it('say the application where two have such a source', () => {
    expect(read('color-teller/client=ghcr.io/acme/client:v1,client=ghcr.io/acme/other:v1')).toEqual({
      kind: 'references',
      references: [
        { source: 'client', reference: 'ghcr.io/acme/other:v1' },
        { application: 'color-teller', source: 'client', reference: 'ghcr.io/acme/client:v1' },
      ],
    });
  });

  it.each([
    'ghcr.io/acme/client:v1',
    'localhost/client:v1',
    'localhost:5000/client:v1',
    'registry:5000/client:v1',
    '123456789012.dkr.ecr.us-west-2.amazonaws.com/dev-color-teller/client:0123456789abcdef',
    `ghcr.io/acme/client@${DIGEST}`,
    `ghcr.io/acme/client:v1@${DIGEST}`,
    'public.ecr.aws/a__b/c-d/e.f:latest',
  ])('take the full reference %s', (reference) => {
    expect(read(`client=${reference}`)).toEqual({
      kind: 'references',
      references: [{ source: 'client', reference }],
    });
  });

  it.each([
    ['nothing', ''],
    ['no registry, which Docker would read as Docker Hub', 'acme/client:v1'],
    ['no path', 'ghcr.io/:v1'],
    ['neither tag nor digest, which would mean latest', 'ghcr.io/acme/client'],
    ['a registry with a port and no tag', 'localhost:5000/client'],
    ['an empty tag', 'ghcr.io/acme/client:'],
    ['two tags', 'ghcr.io/acme/client:a:b'],
    ['a digest of 63 digits', `ghcr.io/acme/client@sha256:${'a'.repeat(63)}`],
    ['a digest of 65 digits', `ghcr.io/acme/client@sha256:${'a'.repeat(65)}`],
    ['two digests', `ghcr.io/acme/client@${DIGEST}@${DIGEST}`],
    ['an upper-case path', 'ghcr.io/Acme/client:v1'],
    ['a scheme', 'https://ghcr.io/acme/client:v1'],
    ['a space', 'ghcr.io/acme/client :v1'],
  ])('refuse %s', (_, reference) => {
    expect(refused(`client=${reference}`)).toEqual(['[setting-image-reference]']);
  });

  it.each([
    ['no source', '=ghcr.io/acme/client:v1'],
    ['an empty application', '/client=ghcr.io/acme/client:v1'],
    ['a path of three', 'a/b/client=ghcr.io/acme/client:v1'],
    ['a trailing comma', 'client=ghcr.io/acme/client:v1,'],
    ['a folder that leads upwards', '../client=ghcr.io/acme/client:v1'],
  ])('refuse %s', (_, text) => {
    expect(refused(text)).toEqual(['[setting-image-source]']);
  });

  it('name each source once', () => {
    expect(() => read('client=ghcr.io/a/b:v1,client=ghcr.io/a/b:v2')).toThrow(
      'setting MESH_IMAGES: names a source twice, got "client"; keep one of the two [setting-image-duplicate]',
    );
  });

  it('that are right count where others are wrong, so that one mistake makes no second one', () => {
    const { settings, problems } = inspectSettings({
      environment: { MESH_IMAGES: 'client=ghcr.io/acme/client:v1,backend=ghcr.io/acme/backend,/web=x' },
    });
    expect(problems.map(({ code }) => code)).toEqual(['setting-image-reference', 'setting-image-source']);
    expect(settings.images).toEqual({
      kind: 'references',
      references: [
        { source: 'backend', reference: 'ghcr.io/acme/backend' },
        { source: 'client', reference: 'ghcr.io/acme/client:v1' },
      ],
    });
  });

  it('report every mistake', () => {
    expect(refused('client=x,backend,a/b=y')).toEqual([
      '[setting-image-reference]',
      '[setting-image-reference]',
      '[setting-image-reference]',
    ]);
  });
});

describe('images in the context', () => {
  const inContext = (images: unknown) => readSettings({ environment: {}, context: { images } }).images;

  it('are text as in the environment', () => {
    expect(inContext('v1')).toEqual({ kind: 'tag', tag: 'v1' });
  });

  it('are an object from source to reference', () => {
    expect(
      inContext({ client: 'ghcr.io/acme/client:v1', 'color-teller/backend': 'ghcr.io/acme/backend:v1' }),
    ).toEqual({
      kind: 'references',
      references: [
        { source: 'client', reference: 'ghcr.io/acme/client:v1' },
        { application: 'color-teller', source: 'backend', reference: 'ghcr.io/acme/backend:v1' },
      ],
    });
  });

  it('are all built where the object is empty', () => {
    expect(inContext({})).toEqual({ kind: 'built' });
  });

  it('have the place of a wrong type named', () => {
    expect(refusals({}, { images: { client: 1 } })).toEqual([
      'cdktf.json > context > mesh > images > client [setting-type]',
    ]);
  });
});
