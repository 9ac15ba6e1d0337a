/** The commands of the project, as `package.json` and `lib/commands` have them: no list of their names stands anywhere else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `npm` runs the file itself, without a build. */
const SCRIPT = /^(?:exec )?node -r tsx\/cjs lib\/commands\/([a-z-]+)\.ts$/;

export interface CommandOnDisk {
  /** `envoy:install`, as in `npm run envoy:install`. */
  readonly name: string;
  readonly script: string;
  /** `lib/commands/envoy-install.ts` without folder and ending. */
  readonly stem: string;
}

/** Scripts of `package.json` that run a file of `lib/commands`. */
export function commandsIn(root: string): CommandOnDisk[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  return Object.entries(scripts).flatMap(([name, script]) => {
    const [, stem] = SCRIPT.exec(script) ?? [];
    return stem === undefined ? [] : [{ name, script, stem }];
  });
}

/** Files that lie flat in `lib/commands`, without their ending. */
export function stemsIn(root: string): string[] {
  const entries = readdirSync(join(root, 'lib', 'commands'), { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name.replace(/\.ts$/, ''));
}

/** The test that a command has for itself, and how it runs the command; nothing for another command line than `npm run <name>`. */
export function ownTestOf(
  root: string,
  command: string,
): { readonly file: string; readonly says: string } | undefined {
  const [, name] = /^npm run ([a-z:]+)$/.exec(command) ?? [];
  const stem = commandsIn(root).find((each) => each.name === name)?.stem;
  if (stem === undefined) return undefined;
  return { file: `__tests__/commands/${stem}.test.ts`, says: `scratch.run('${stem}'` };
}
