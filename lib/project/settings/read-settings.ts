/** The settings of the whole project: context gives values, the environment overrides them. */
import { MeshError, type Problem } from '../../mesh/checks/problem';
import { contextNotText, unknownContextKey, unknownVariable } from './problems';
import { type Read, refused, type Setting } from './setting-form';
import { SETTINGS, type Settings } from './all-settings';

/** Environment variables, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The object `context.mesh` of `cdktf.json`. */
export type Context = Readonly<Record<string, unknown>>;

export interface SettingsInput {
  /** @default process.env */
  readonly environment?: Environment;
  /** @default - empty, so that environment and defaults decide */
  readonly context?: Context;
}

/** Every setting, or a {@link MeshError} with every mistake of both sources. */
export function readSettings(input: SettingsInput = {}): Settings {
  const { settings, problems } = inspectSettings(input);
  if (problems.length > 0) throw new MeshError(problems);
  return settings;
}

/** Every setting. A setting with a mistake has its default, so that other mistakes can be reported in the same run. */
export function inspectSettings({ environment = process.env, context = {} }: SettingsInput = {}): {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [...unknownVariables(environment), ...unknownContextKeys(context)];
  const read = <Key extends keyof Settings>(key: Key): Settings[Key] => {
    const setting: Setting<Settings[Key]> = SETTINGS[key];
    // Both are read even if one overrides the other: a mistake in the committed file is a mistake on every machine.
    const fromContext = readContextValue(setting, context[key], contextPath(key));
    const fromEnvironment = readVariable(setting, environment[setting.variable]);
    for (const source of [fromContext, fromEnvironment]) {
      if (source?.kind === 'problems') problems.push(...source.problems);
    }
    const chosen = fromEnvironment ?? fromContext;
    if (chosen?.kind === 'problems') return chosen.rest ?? setting.default;
    return chosen?.value ?? setting.default;
  };
  const settings: Settings = {
    stage: read('stage'),
    target: read('target'),
    targetBefore: read('targetBefore'),
    region: read('region'),
    stateBucket: read('stateBucket'),
    stateKey: read('stateKey'),
    images: read('images'),
    build: read('build'),
    imageMirror: read('imageMirror'),
    weights: read('weights'),
    protect: read('protect'),
    quotas: read('quotas'),
    accept: read('accept'),
  };
  return { settings, problems };
}

/** Undefined if the variable is unset or empty. */
function readVariable<Value>(setting: Setting<Value>, text: string | undefined): Read<Value> | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? undefined : setting.readText(trimmed, `setting ${setting.variable}`);
}

/** Undefined if the context has no such key. */
function readContextValue<Value>(
  setting: Setting<Value>,
  value: unknown,
  where: string,
): Read<Value> | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return setting.readText(value.trim(), where);
  if (setting.readObject === undefined) return refused(contextNotText(where, value));
  if (isPlainObject(value)) return setting.readObject(value, where);
  return refused(contextNotText(where, value, 'text or an object'));
}

function unknownVariables(environment: Environment): Problem[] {
  const known = Object.values(SETTINGS).map((setting) => setting.variable);
  return Object.entries(environment)
    .filter(([name, text]) => name.startsWith('MESH_') && (text ?? '').trim() !== '' && !known.includes(name))
    .map(([name]) => unknownVariable(name, known));
}

function unknownContextKeys(context: Context): Problem[] {
  const known = Object.keys(SETTINGS);
  return Object.keys(context)
    .filter((key) => !known.includes(key))
    .map((key) => unknownContextKey(contextPath(key), key, known));
}

function contextPath(key: string): string {
  return `cdktf.json > context > mesh > ${key}`;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
