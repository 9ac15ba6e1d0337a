/**
 * The one form in which paths are compared and passed on. So a client cannot avoid a route by writing the path
 * differently.
 */

/** Most paths are in that form already. */
const MAY_DIFFER = /[\\%"<>^`{|}]|\/\.|\/\//;

/**
 * As Envoy does with `normalize_path` and `merge_slashes` (measured on Envoy 1.40): `\` becomes `/`; letters that need no
 * escape lose it, and letters that need one get it; `.` and `..` are resolved; repeated slashes become one.
 * @param path without a query
 * @param mergesSlashes false if the listener keeps them
 */
export function normalisePath(path: string, mergesSlashes = true): string {
  if (!MAY_DIFFER.test(path)) return path;
  const plain = path
    .replace(/\\/g, '/')
    .replace(/%([0-9A-Fa-f]{2})/g, (escape, code: string) => {
      const letter = String.fromCharCode(parseInt(code, 16));
      return /[A-Za-z0-9._~-]/.test(letter) ? letter : escape;
    })
    .replace(/["<>^`{|}]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  const walked = walkDots(plain);
  return mergesSlashes ? mergeSlashes(walked) : walked;
}

/** An empty part counts as a part, so `..` removes it. */
function walkDots(path: string): string {
  const [, ...parts] = path.split('/');
  const walked: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (part === '..') walked.pop();
    else if (part !== '.') walked.push(part);
    // A path that ends in dots is the path of a folder.
    if ((part === '.' || part === '..') && index === parts.length - 1) walked.push('');
  }
  return `/${walked.join('/')}`;
}

/** In Envoy, a path of slashes alone stays `//`. */
function mergeSlashes(path: string): string {
  if (!path.includes('//')) return path;
  const parts = path.split('/').filter((part) => part !== '');
  return `/${parts.join('/')}${path.endsWith('/') ? '/' : ''}`;
}
