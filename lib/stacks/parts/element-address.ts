/** The Terraform address of an element, from its path in the tree of constructs. */

/**
 * The names on the path, joined by `_`. Parts in PascalCase are ours and say what kind of thing it is. Terraform's own part
 * of the address says that too, so they are left out: `Nodes/red/task/Role` is `aws_iam_role.red_task`. The user's names
 * are in lower case.
 * @param path such as `dev-shop/Nodes/red/task/Role`: the stack comes first
 * @param id last part of the path, which stands alone where all parts are ours
 */
export function addressOf(path: string, id: string): string {
  const names = path
    .split('/')
    .slice(1)
    .filter((part) => !/^[A-Z]/.test(part));
  return names.length > 0 ? names.join('_') : snakeCase(id);
}

function snakeCase(id: string): string {
  return id.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/** Two elements have one address. It is a bug of ours, unless one is from the user's `extend.ts`. */
export class AddressTaken extends Error {
  constructor(
    readonly address: string,
    readonly owner: string,
    readonly path: string,
  ) {
    super(`bug: ${owner} and ${path} share the address ${address}; please report`);
  }
}
