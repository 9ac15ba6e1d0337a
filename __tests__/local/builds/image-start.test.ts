import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readImageStart } from '../../../lib/local/builds/image-start';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'image-'));
  mkdirSync(join(folder, 'src'));
  for (const file of ['main.js', 'src/app.py', 'run.sh']) writeFileSync(join(folder, file), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wordsOf = (...lines: readonly string[]) => {
  const found = readImageStart(['FROM scratch', ...lines].join('\n'), folder);
  return typeof found === 'string' ? found : found.words.map((word) => word.replaceAll(folder, '<folder>'));
};

describe('what an image runs, on this machine', () => {
  it.each([
    [
      'a file by its place',
      ['COPY main.js /app/main.js', 'CMD ["node", "/app/main.js"]'],
      ['node', '<folder>/main.js'],
    ],
    [
      'a file in a folder',
      ['COPY main.js run.sh /app/', 'CMD ["node", "/app/main.js"]'],
      ['node', '<folder>/main.js'],
    ],
    [
      'all of the folder',
      ['WORKDIR /app', 'COPY . .', 'CMD ["python3", "src/app.py"]'],
      ['python3', '<folder>/src/app.py'],
    ],
    [
      'a folder of it',
      ['COPY src /srv', 'CMD ["python3", "/srv/app.py"]'],
      ['python3', '<folder>/src/app.py'],
    ],
    ['a pattern', ['WORKDIR /app', 'COPY *.js ./', 'CMD ["node", "main.js"]'], ['node', '<folder>/main.js']],
    [
      'with an owner',
      ['COPY --chown=1000 main.js /m.js', 'CMD ["node", "/m.js"]'],
      ['node', '<folder>/main.js'],
    ],
    [
      'a list of places',
      ['COPY ["main.js", "/m.js"]', 'CMD ["node", "/m.js"]'],
      ['node', '<folder>/main.js'],
    ],
    [
      'an entry point with its arguments',
      ['COPY run.sh /run.sh', 'ENTRYPOINT ["sh", "/run.sh"]', 'CMD ["--path", "/api"]'],
      ['sh', '<folder>/run.sh', '--path', '/api'],
    ],
    [
      'a line for the shell, the last one',
      ['WORKDIR /app', 'COPY . .', 'CMD ["false"]', 'CMD node \\', '  ./main.js && echo over'],
      ['sh', '-c', 'node   <folder>/main.js && echo over'],
    ],
    [
      'a program with the name of a file',
      ['COPY . /', 'CMD ["src", "main.js"]'],
      ['src', '<folder>/main.js'],
    ],
    [
      'the last stage',
      [
        'COPY main.js /old.js',
        'CMD ["node", "/old.js"]',
        'FROM scratch',
        'COPY main.js /m.js',
        'CMD ["node", "/m.js"]',
      ],
      ['node', '<folder>/main.js'],
    ],
    [
      'a comment beside',
      ['# CMD ["no"]', 'COPY main.js /m.js', 'CMD ["node", "/m.js"]'],
      ['node', '<folder>/main.js'],
    ],
  ])('is %s', (_what, lines, words) => {
    expect(wordsOf(...lines)).toEqual(words);
  });

  it.each([
    ['no CMD', ['COPY main.js /m.js'], 'its Dockerfile has no CMD'],
    [
      'a file of another stage',
      ['COPY --from=build /dist/main.js /app/main.js', 'CMD ["node", "/app/main.js"]'],
      'its Dockerfile runs /app/main.js, which no COPY brings from that folder',
    ],
    [
      'a program that is built',
      ['CMD ["/usr/bin/of-this-image"]'],
      'its Dockerfile runs /usr/bin/of-this-image, which no COPY brings from that folder',
    ],
  ])('cannot be told of %s', (_what, lines, why) => {
    expect(wordsOf(...lines)).toBe(why);
  });

  it('has what ENV says, but for what leans on the image', () => {
    const lines = [
      'FROM scratch',
      'ENV A=1 B="two words" PATH=/app/bin:$PATH',
      'ENV LEVEL warn',
      'ENV HOME=$A',
      'CMD ["node"]',
    ];
    expect(readImageStart(lines.join('\n'), folder)).toEqual({
      words: ['node'],
      environment: { A: '1', B: 'two words', LEVEL: 'warn' },
    });
  });
});
