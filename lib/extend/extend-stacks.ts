/** Lets every `extend.ts` change the stacks of its application, once all of them stand. */
import { TerraformElement } from 'cdktf';
import type { MeshApplication } from '../mesh/application';
import { MeshError, type Problem } from '../mesh/checks/problem';
import { placeOfThrown, textOfThrown } from '../mesh/checks/thrown-by-user';
import type { Project, StackEntry } from '../project';
import type { MadeStacks } from '../stacks';
import { AddressTaken } from '../stacks/parts/element-address';
import type { MeshStack } from '../stacks/parts/mesh-stack';
import { extendedApplication } from './extended-application';
import type { Extension } from './extension';
import { addressTaken, extensionAsync, extensionBroken, idEmpty, idTaken, idUnusable } from './problems';
import { type Extensions, fileOf } from './read-extensions';
import { connectStacks } from './references';

/** @throws MeshError with what is wrong in each file; nothing is written by then */
export function extendStacks(project: Project, made: MadeStacks, extensions: Extensions): void {
  const found = project.applications.flatMap((application) => {
    const extension = extensions.get(application.name);
    if (extension === undefined) return [];
    const stacks = stacksOf(project, application, made);
    const file = fileOf(application.name);
    return problemsOf(file, () => {
      run(extension, project, application, stacks);
      nameElements(
        file,
        stacks.map(({ stack }) => stack),
      );
      connectStacks(file, stacks);
    });
  });
  if (found.length > 0) throw new MeshError(found);
}

interface ApplicationStackOf {
  /** In `extend.ts`. */
  readonly name: string;
  readonly stack: MeshStack;
  readonly mayRead: ReadonlySet<MeshStack>;
}

/** All but the stack that builds images, which has no provider of AWS. */
function stacksOf({ stacks }: Project, application: MeshApplication, made: MadeStacks): ApplicationStackOf[] {
  const stackOf = (name: string) => {
    const stack = made.get(name);
    if (stack === undefined) throw new Error(`bug: no stack ${name}; please report`);
    return stack;
  };
  return stacks
    .filter((entry) => entry.application === application && entry.part !== 'images')
    .map((entry) => ({
      name: nameIn(entry),
      stack: stackOf(entry.name),
      mayRead: new Set(entry.reads.map(stackOf)),
    }));
}

const nameIn = ({ part, content }: StackEntry): string => content?.stack ?? part;

function run(
  { change }: Extension,
  { settings: { target } }: Project,
  application: MeshApplication,
  stacks: readonly ApplicationStackOf[],
): void {
  const byName = new Map(stacks.map(({ name, stack }) => [name, stack]));
  const returned: unknown = change(extendedApplication({ application, target, stacks: byName }));
  if (isThenable(returned)) {
    // It goes on after the synth, and what it throws then would end the process.
    Promise.resolve(returned).catch(() => undefined);
    throw new MeshError([extensionAsync(fileOf(application.name))]);
  }
}

/** A promise, also one of a library. */
function isThenable(value: unknown): boolean {
  return typeof Object(value).then === 'function';
}

/** What Terraform reads as a name. */
const ADDRESS = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** cdktf makes an address when something refers to it: here each is made, so that two equal ones are found. */
function nameElements(file: string, stacks: readonly MeshStack[]): void {
  const elements = stacks.flatMap((stack) => stack.node.findAll());
  const found = elements.flatMap((element) => {
    try {
      if (!(element instanceof TerraformElement) || ADDRESS.test(element.friendlyUniqueId)) return [];
      return [idUnusable(file, element.node.path, element.friendlyUniqueId)];
    } catch (error) {
      if (error instanceof AddressTaken) return [addressTaken(file, error)];
      throw error;
    }
  });
  if (found.length > 0) throw new MeshError(found);
}

function problemsOf(file: string, change: () => void) {
  try {
    change();
    return [];
  } catch (error) {
    if (error instanceof MeshError) return error.problems;
    const where = placeOfThrown(error) ?? file;
    if (error instanceof AddressTaken) return [addressTaken(where, error)];
    const text = textOfThrown(error);
    return [idMistake(where, text) ?? extensionBroken(where, text)];
  }
}

/** What the library under CDKTF throws for an id, in words that say what to do. */
function idMistake(where: string, thrown: string): Problem | undefined {
  const [, id, scope] = /^There is already a Construct with name '(.*)' in .* \[(.*)\]$/.exec(thrown) ?? [];
  if (id !== undefined && scope !== undefined) return idTaken(where, id, scope);
  return thrown === 'Only root constructs may have an empty ID' ? idEmpty(where) : undefined;
}
