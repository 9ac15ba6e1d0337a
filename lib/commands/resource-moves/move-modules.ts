/**
 * Modules that move resources from one state to another with plain terraform: a root module for each stack that resources
 * leave (`removed`, which destroys nothing), and `import` blocks beside the JSON of each stack that they move to.
 */
import { emptyModule } from '../terraform/empty-module';
import type { Move } from './moves';

/** Folder of the modules, from the project's root. */
export const MOVES = 'cdktf.out/moves';

/** Terraform asks at each plan; this text says what the user must look at. */
export const MOVE_RULE =
  'Say yes only to a plan with 0 to add and 0 to destroy: what a plan adds runs already in most cases, and requests would go to a new, empty one.';

export const IMPORTS = 'import.tf.json';

export interface ModuleFile {
  readonly stack: string;
  readonly name: string;
  readonly text: string;
}

/**
 * Declares only what leaves, so a full apply would destroy the rest. Only an apply of these targets is allowed.
 * @param like JSON of a stack of the same application
 */
export function leavingFiles(like: string, stack: string, moves: readonly Move[]): ModuleFile[] {
  const addresses = moves.map(({ address }) => address);
  const module = {
    ...(JSON.parse(emptyModule(like, stack)) as object),
    removed: addresses.map((from) => ({ from, lifecycle: { destroy: false } })),
    locals: { everything: false },
    resource: {
      terraform_data: {
        targets: {
          lifecycle: {
            precondition: [
              {
                condition: '${local.everything}',
                error_message: `Apply it with $(cat ${MOVES}/${stack}/targets), or the rest of the stack is destroyed.`,
              },
            ],
          },
        },
      },
    },
  };
  return [
    { stack, name: 'cdk.tf.json', text: json(module) },
    { stack, name: 'targets', text: `${addresses.map((address) => `-target=${address}`).join('\n')}\n` },
  ];
}

/** None for a stack that has them already. */
export function arrivingFiles(stack: string, moves: readonly Move[]): ModuleFile[] {
  const blocks = moves.flatMap(({ address: to, id }) => (id === undefined ? [] : [{ to, id }]));
  return blocks.length === 0 ? [] : [{ stack, name: IMPORTS, text: json({ import: blocks }) }];
}

/** First they leave, then they arrive: a resource that is in no state for a moment is not destroyed. */
export function moveCommands(leaving: readonly string[], arriving: readonly string[]): string[] {
  const folder = (stack: string) => `${MOVES}/${stack}`;
  return [
    ...leaving.flatMap((stack) => [
      `terraform -chdir=${folder(stack)} init`,
      `terraform -chdir=${folder(stack)} apply $(cat ${folder(stack)}/targets)`,
    ]),
    ...arriving.flatMap((stack) => [
      `terraform -chdir=${folder(stack)} init`,
      `terraform -chdir=${folder(stack)} apply`,
    ]),
  ];
}

const json = (value: object) => `${JSON.stringify(value, undefined, 2)}\n`;
