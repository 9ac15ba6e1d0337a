/** Handles by name. A name that is not there is a mistake of the user's, at the line that asks for it. */
import { MeshError } from '../mesh/checks/problem';
import { placeOfThrown } from '../mesh/checks/thrown-by-user';
import { handleUnknown } from './problems';

export type Handles<Handle, Name extends string = string> = { readonly [N in Name]: Handle };

/** What JavaScript itself asks any object for. */
const ASKED_OF_ALL: readonly (string | symbol)[] = ['then', 'toJSON'];

/** @param without what is said of a name that is not there: `this application has no task` */
export function handles<Handle>(without: string, all: ReadonlyMap<string, Handle>): Handles<Handle> {
  return new Proxy(Object.freeze(Object.fromEntries(all)), {
    get: (known, name) => {
      if (typeof name === 'symbol' || name in known || ASKED_OF_ALL.includes(name))
        return Reflect.get(known, name) as unknown;
      throw unknownHandle(without, name, [...all.keys()]);
    },
  });
}

export function unknownHandle(without: string, name: string, known: readonly string[]): MeshError {
  return new MeshError([handleUnknown(placeOfCaller(), { without, name, known })]);
}

/** The line of `extend.ts` that is running. */
export function placeOfCaller(): string {
  return placeOfThrown(new Error()) ?? 'extend.ts';
}
