/**
 * An error that the user's own code threw, and where. It is reported as a mistake in that code, without our own stack
 * trace.
 */

/** Files that are not the user's: ours, those of packages, and those of Node itself. */
const NOT_THE_USERS =
  /(^|\/)(node_modules|lib\/(mesh|ecs|targets|stacks|extend|project|commands|testing))\/|\/main\.ts$|^node:/;

/** `    at define (/home/me/shop/services/cart/application.ts:19:14)`, with or without a name and brackets. */
const FRAME = /^\s*at (?:.*?\()?(?:file:\/\/)?(\/[^()]*|[A-Za-z]:[\\/][^()]*?):(\d+):(\d+)\)?$/;

/**
 * `services/cart/application.ts:19:14`: the user's own line that comes first in the stack trace; undefined if there is
 * none.
 */
export function placeOfThrown(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  for (const line of (error.stack ?? '').split('\n')) {
    const [, file, row, column] = FRAME.exec(line) ?? [];
    if (file !== undefined && !NOT_THE_USERS.test(file)) return `${inProject(file)}:${row}:${column}`;
  }
  return undefined;
}

/** `ReferenceError: cart is not defined`, on one line. */
export function textOfThrown(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [first = ''] = error.message.split('\n', 1);
  return error.name === 'Error' ? first : `${error.name}: ${first}`;
}

/** Below the root of the project, which the model does not know: applications lie in `services`. */
export function inProject(file: string): string {
  const at = file.lastIndexOf('/services/');
  return at < 0 ? file : file.slice(at + 1);
}
