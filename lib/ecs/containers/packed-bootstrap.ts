/**
 * A bootstrap that is too large for a task definition is compressed with gzip and written in base64. It is in a variable
 * of the container, and the container's shell unpacks it into a pipe (decision 0038).
 */

/** The variable that holds a packed bootstrap. An Envoy whose bootstrap is in its arguments does not have it. */
export const BOOTSTRAP_VARIABLE = 'ENVOY_BOOTSTRAP_GZIP';

/**
 * The kernel's limit for one argument or one variable of a process: 32 pages, and a zero at the end (MAX_ARG_STRLEN,
 * https://man7.org/linux/man-pages/man2/execve.2.html).
 */
const LONGEST_ARGUMENT = 131_071;

export function fitsArgument(text: string): boolean {
  return Buffer.byteLength(text) <= LONGEST_ARGUMENT;
}

/**
 * Lines of bash that become the program `$0` with the arguments that follow. `<(…)` is a pipe, so no file is written. Envoy
 * reads a path without an extension as JSON, and takes one below /dev only if it is in /dev/fd.
 */
export const UNPACK_SCRIPT = `exec "$0" "$@" --config-path <(printf %s "$${BOOTSTRAP_VARIABLE}" | base64 --decode | gzip -dc)`;

/**
 * The same text gives the same bytes on every machine. Node's own zlib differs by version and processor
 * (https://github.com/nodejs/node/issues/48690); pako is the original zlib in JavaScript. It writes no time and no name.
 */
export function packBootstrap(text: string): string {
  return Buffer.from(pako().gzip(text, { level: 9 })).toString('base64');
}

export function unpackBootstrap(packed: string): string {
  return new TextDecoder().decode(pako().ungzip(Buffer.from(packed, 'base64')));
}

/** Few bootstraps are packed, so pako is loaded only for the first of them. */
const pako = () => require('pako') as typeof import('pako');
