import { DEFAULT_QUOTAS } from '../../../lib/mesh/checks/quotas';
import { inspectSettings, readSettings } from '../../../lib/project/settings';
import { refusals } from './refusals';

describe('where a setting comes from', () => {
  it('is its default where none is given', () => {
    expect(readSettings({ environment: {}, context: {} })).toEqual({
      stage: 'dev',
      target: 'app-mesh',
      region: 'us-west-2',
      stateBucket: 'meshwright-example-state',
      stateKey: undefined,
      images: { kind: 'built' },
      build: 'elsewhere',
      imageMirror: undefined,
      weights: [],
      quotas: DEFAULT_QUOTAS,
      protect: true,
      accept: [],
    });
  });

  it('is the context of cdktf.json, under a name without MESH_', () => {
    const context = {
      stage: 'test',
      target: 'none',
      region: 'eu-west-1',
      stateBucket: 'acme-state',
      protect: 'off',
    };
    expect(readSettings({ environment: {}, context })).toMatchObject({ ...context, protect: false });
  });

  it('is the environment where both give one', () => {
    const settings = readSettings({
      environment: { MESH_STAGE: 'prod' },
      context: { stage: 'test', region: 'eu-west-1' },
    });
    expect(settings).toMatchObject({ stage: 'prod', region: 'eu-west-1' });
  });

  it('is the context where the variable is empty or blank', () => {
    for (const text of ['', '  ', '\n']) {
      expect(readSettings({ environment: { MESH_STAGE: text }, context: { stage: 'test' } }).stage).toBe(
        'test',
      );
    }
  });

  it('is trimmed, so that a trailing newline of a CI variable does no harm', () => {
    expect(
      readSettings({ environment: { MESH_STAGE: ' prod\n' }, context: { region: ' eu-west-1 ' } }),
    ).toMatchObject({
      stage: 'prod',
      region: 'eu-west-1',
    });
  });

  it('is process.env where no environment is given', () => {
    expect(readSettings().region).toBe(readSettings({ environment: process.env }).region);
  });

  it('leaves what it reads untouched', () => {
    const input = {
      environment: Object.freeze({ MESH_WEIGHTS: 'a/b:y=1,x=2' }),
      context: Object.freeze({ stage: 'test' }),
    };
    expect(() => readSettings(input)).not.toThrow();
  });
});

describe('a name that is no setting', () => {
  it.each([
    ['MESH_STAG', 'did you mean MESH_STAGE?'],
    ['MESH_WEIGHT', 'did you mean MESH_WEIGHTS?'],
    ['MESH_BUCKET', 'unset it, settings are "AWS_REGION", "MESH_ACCEPT"'],
    ['MESH_TRACING', 'unset it, settings are'],
  ])('%s is refused with advice: %s', (name, advice) => {
    expect(() => readSettings({ environment: { [name]: 'x' } })).toThrow(
      `setting ${name}: is not a setting of this project; ${advice}`,
    );
  });

  it('is refused in the context too, with the nearest key', () => {
    expect(() => readSettings({ environment: {}, context: { stateBuket: 'acme-state' } })).toThrow(
      'cdktf.json > context > mesh > stateBuket: is not a setting of this project; did you mean stateBucket? [setting-key-unknown]',
    );
  });

  it('is not looked for outside MESH_', () => {
    expect(refusals({ HOME: '/root', MESHED: 'x', AWS_REGIO: 'x' })).toEqual([]);
  });

  it('does no harm while it is empty', () => {
    expect(refusals({ MESH_STAG: '' })).toEqual([]);
  });
});

describe('a wrong type in the context', () => {
  it.each([
    ['stage', 1],
    ['target', null],
    ['region', ['us-west-2']],
    ['stateBucket', {}],
    ['images', ['client']],
    ['images', null],
    ['weights', { 'color-service/default': { red: 1 } }],
    ['protect', true],
    ['accept', ['unsupported']],
  ])('%s: %j is refused', (key, value) => {
    expect(refusals({}, { [key]: value })).toEqual([`cdktf.json > context > mesh > ${key} [setting-type]`]);
  });

  it('says what it found and what to write', () => {
    expect(() => readSettings({ environment: {}, context: { stage: 7 } })).toThrow(
      'cdktf.json > context > mesh > stage: must be text, got 7; write it between double quotes [setting-type]',
    );
  });
});

it('reports all mistakes of both places at once, sorted by place', () => {
  const environment = {
    MESH_STAGE: '-',
    MESH_TARGET: 'appmesh',
    AWS_REGION: 'Oregon',
    MESH_PROTECT: 'yes',
    MESH_X: '1',
  };
  expect(refusals(environment, { stage: 5, bucket: 'x' })).toEqual([
    'cdktf.json > context > mesh > bucket [setting-key-unknown]',
    'cdktf.json > context > mesh > stage [setting-type]',
    'setting AWS_REGION [setting-region]',
    'setting MESH_PROTECT [setting-protect]',
    'setting MESH_STAGE [setting-stage-form]',
    'setting MESH_TARGET [setting-target-unknown]',
    'setting MESH_X [setting-unknown]',
  ]);
});

it('reports a mistake of the committed file even where the environment overrides it', () => {
  expect(refusals({ MESH_STAGE: 'prod' }, { stage: 'Dev' })).toEqual([
    'cdktf.json > context > mesh > stage [setting-stage-form]',
  ]);
});

describe('target', () => {
  it.each(['app-mesh', 'envoy', 'none', 'service-connect'])('%s is one', (target) => {
    expect(readSettings({ environment: { MESH_TARGET: target } }).target).toBe(target);
  });

  it.each([
    ['app-mash', 'did you mean app-mesh?'],
    ['istio', 'use one of "app-mesh", "envoy", "none", "service-connect"'],
    ['App-Mesh', 'did you mean app-mesh?'],
  ])('%s is none: %s', (target, advice) => {
    expect(() => readSettings({ environment: { MESH_TARGET: target } })).toThrow(advice);
  });
});

describe('region', () => {
  it.each([
    'us-west-2',
    'us-gov-west-1',
    'ap-southeast-7',
    'us-iso-east-1',
    'us-isob-east-1',
    'eusc-de-east-1',
    'il-central-1',
  ])('%s is one', (region) => expect(refusals({ AWS_REGION: region })).toEqual([]));

  it.each([
    'us-west',
    'us-west-2a',
    'US-WEST-2',
    'west-2',
    'us-west-0',
    'us_west_2',
    'u-west-2',
    'us-gov-far-west-1',
  ])('%s is none', (region) =>
    expect(refusals({ AWS_REGION: region })).toEqual(['setting AWS_REGION [setting-region]']),
  );
});

describe('protect', () => {
  it('is on or off', () => {
    expect(readSettings({ environment: { MESH_PROTECT: 'on' } }).protect).toBe(true);
    expect(readSettings({ environment: { MESH_PROTECT: 'off' } }).protect).toBe(false);
  });

  it.each(['true', 'ON', '0', 'no'])('is not %s: a guard does not guess', (text) => {
    expect(refusals({ MESH_PROTECT: text })).toEqual(['setting MESH_PROTECT [setting-protect]']);
  });
});

describe('accept', () => {
  it('holds for the codes that are right beside one that is not', () => {
    const { settings, problems } = inspectSettings({
      environment: { MESH_ACCEPT: 'unsuported,egress-443-open' },
    });
    expect(problems.map(({ code }) => code)).toEqual(['setting-accept-unknown']);
    expect(settings.accept).toEqual(['egress-443-open']);
  });

  it('lists problem codes, sorted, each once', () => {
    const { accept } = readSettings({
      environment: { MESH_ACCEPT: 'unsupported, egress-443-open,unsupported' },
    });
    expect(accept).toEqual(['egress-443-open', 'unsupported']);
  });

  it.each(['Unsupported', 'unsupported,', 'a--b', '-a', 'a b', '[unsupported]', '1a'])(
    'refuses %s',
    (text) => {
      expect(refusals({ MESH_ACCEPT: text })).toEqual(['setting MESH_ACCEPT [setting-accept]']);
    },
  );

  it.each([
    ['loss-splits', 'did you mean loss-split?'],
    ['port-taken', 'remove it; such losses are "app-mesh-ended", "capacity-existing-cluster"'],
  ])('refuses %s, which is no loss', (text, fix) => {
    const read = () => readSettings({ environment: { MESH_ACCEPT: `unsupported,${text}` } });
    expect(read).toThrow(`must name losses that can be accepted, got "${text}"; ${fix}`);
    expect(read).toThrow('[setting-accept-unknown]');
  });
});
