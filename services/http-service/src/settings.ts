/** Reads a service's settings from its environment, and reports all that is wrong with them at once. */
import { statSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Takes one setting from the environment, or throws a {@link SettingsError}. */
export type Reader<T> = (environment: Environment) => T;

type Values<R> = { readonly [K in keyof R]: R[K] extends Reader<infer T> ? T : never };

export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsError';
  }
}

/** The value of every reader, or one {@link SettingsError} with the problems of all. */
export function readSettings<R extends Readonly<Record<string, Reader<unknown>>>>(
  environment: Environment,
  readers: R,
): Values<R> {
  const problems: string[] = [];
  const values = Object.entries(readers).map(([name, read]) => {
    try {
      return [name, read(environment)];
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      problems.push(...error.problems);
      return [name, undefined];
    }
  });
  if (problems.length > 0) throw new SettingsError(problems);
  return Object.fromEntries(values) as Values<R>; // The mapped type is what the loop above builds.
}

export function requiredText(name: string, meaning: string): Reader<string> {
  return (environment) => environment[name] || fail(name, `is not set; set it to ${meaning}`);
}

export function text(name: string, fallback: string): Reader<string> {
  return (environment) => environment[name] || fallback;
}

/** A port to listen on; 0 takes a free one, which the start line names. */
export function port(name: string, fallback: number): Reader<number> {
  return (environment) => {
    const value = environment[name] || String(fallback);
    const number = /^\d{1,5}$/.test(value) ? Number(value) : NaN;
    if (number <= 65_535) return number;
    return fail(name, `is no port, got ${JSON.stringify(value)}; use a whole number from 0 to 65535`);
  };
}

/** The address of another service: http or https, with no query, fragment or password in it. */
export function serviceUrl(name: string): Reader<URL> {
  const example = 'such as http://prices.shop.local:3000';
  const read = requiredText(name, `the http or https URL of the service, ${example}`);
  return (environment) => {
    const value = read(environment);
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password)
      return url;
    return fail(name, `is no http or https URL, got ${JSON.stringify(value)}; use one ${example}`);
  };
}

/** @param maker the command that makes the fallback, named in the error where the fallback is missing */
export function folder(name: string, fallback: string, maker?: string): Reader<string> {
  return (environment) => {
    const value = environment[name] || fallback;
    if (statSync(value, { throwIfNoEntry: false })?.isDirectory()) return value;
    const orMake = maker !== undefined && value === fallback ? `, or make it with "${maker}"` : '';
    return fail(name, `is no folder, got ${JSON.stringify(value)}; use the path of one that exists${orMake}`);
  };
}

function fail(name: string, problem: string): never {
  throw new SettingsError([`${name} ${problem}`]);
}
