/** The one form in which paths are compared and passed on, so that no client gets around a route by writing it differently. */

/** Most paths are in that form already. */
const MAY_DIFFER = /[\\%"<>^`{|}]|\/\.|\/\//;

/**
 * As Envoy does with `normalize_path` and `merge_slashes` (measured on Envoy 1.40): `\` is `/`, letters that need no escape
 * have none, those that need one have it, `.` and `..` are walked, and slashes in a row are one.
 * @param path without a query
 * @param mergesSlashes false where the listener keeps them
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

/** An empty part is a part like others, which `..` goes back over. */
function walkDots(path: string): string {
  const [, ...parts] = path.split('/');
  const walked: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (part === '..') walked.pop();
    else if (part !== '.') walked.push(part);
    // A path that ends in dots is that of a folder.
    if ((part === '.' || part === '..') && index === parts.length - 1) walked.push('');
  }
  return `/${walked.join('/')}`;
}

/** Nothing but slashes stays two, in Envoy. */
function mergeSlashes(path: string): string {
  if (!path.includes('//')) return path;
  const parts = path.split('/').filter((part) => part !== '');
  return `/${parts.join('/')}${path.endsWith('/') ? '/' : ''}`;
}
