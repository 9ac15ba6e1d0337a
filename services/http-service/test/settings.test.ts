import { folder, port, readSettings, requiredText, serviceUrl, SettingsError, text } from '../src';

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('readSettings', () => {
  it('gives every setting its value, by name', () => {
    const settings = readSettings(
      { PORT: '8080', NAME: 'red' },
      { port: port('PORT', 3000), name: requiredText('NAME', 'a name') },
    );
    expect(settings).toEqual({ port: 8080, name: 'red' });
  });

  it('reports everything that is wrong at once, also from settings within settings', () => {
    const targets = { a: serviceUrl('A'), b: serviceUrl('B') };
    const readers = {
      port: port('PORT', 3000),
      targets: (environment: object) => readSettings({ ...environment }, targets),
    };
    const problems = problemsOf(() => readSettings({ PORT: 'x', A: 'y' }, readers));
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['PORT', 'A', 'B']);
  });
});

describe('port', () => {
  it.each(['0', '1', '3000', '65535'])('takes %s', (value) => {
    expect(port('PORT', 3000)({ PORT: value })).toBe(Number(value));
  });

  it.each(['65536', '-1', '3000.5', 'http', ' 80', '0x50', '1e3'])('refuses %j, and names it', (value) => {
    expect(problemsOf(() => port('PORT', 3000)({ PORT: value }))).toEqual([
      `PORT is no port, got ${JSON.stringify(value)}; use a whole number from 0 to 65535`,
    ]);
  });

  it.each([{}, { PORT: '' }])('falls back for %j', (environment) => {
    expect(port('PORT', 3000)(environment)).toBe(3000);
  });
});

describe('requiredText and text', () => {
  it.each([{}, { COLOR: '' }])('requiredText says what to set for %j', (environment) => {
    expect(problemsOf(() => requiredText('COLOR', 'a colour')(environment))).toEqual([
      'COLOR is not set; set it to a colour',
    ]);
  });

  it('text falls back when the variable is not set or empty', () => {
    const read = text('VERSION', 'local');
    expect([read({}), read({ VERSION: '' }), read({ VERSION: 'v2' })]).toEqual(['local', 'local', 'v2']);
  });
});

describe('serviceUrl', () => {
  it.each(['http://color.service.local:3000', 'https://color.service.local/v1'])('takes %s', (value) => {
    expect(serviceUrl('A')({ A: value }).href).toBe(new URL(value).href);
  });

  it.each([
    'color.service.local:3000',
    'color',
    'ftp://color',
    'http://color/?a=b',
    'http://color/#a',
    'http://me:secret@color',
  ])('refuses %s', (value) => {
    expect(problemsOf(() => serviceUrl('A')({ A: value }))).toEqual([
      `A is no http or https URL, got ${JSON.stringify(value)}; use one such as http://prices.shop.local:3000`,
    ]);
  });
});

describe('folder', () => {
  it('takes a folder that exists', () => {
    expect(folder('FILES', '/nowhere')({ FILES: __dirname })).toBe(__dirname);
  });

  it.each([__filename, '/nowhere'])('refuses %s', (value) => {
    expect(problemsOf(() => folder('FILES', __dirname)({ FILES: value }))).toEqual([
      `FILES is no folder, got ${JSON.stringify(value)}; use the path of one that exists`,
    ]);
  });

  it('says how to make the fallback, and of another folder does not', () => {
    const read = folder('FILES', '/nowhere', 'npm run build');
    expect(
      [{}, { FILES: '/elsewhere' }].flatMap((environment) => problemsOf(() => read(environment))),
    ).toEqual([
      'FILES is no folder, got "/nowhere"; use the path of one that exists, or make it with "npm run build"',
      'FILES is no folder, got "/elsewhere"; use the path of one that exists',
    ]);
  });
});
