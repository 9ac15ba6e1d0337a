/** Which nodes call each other in a circle. */

import type { Call } from './call';

type FromTo = Pick<Call, 'from' | 'to'>;

/** True for two nodes that reach each other over any number of calls. Also true for a node and itself. */
export type SameCircle = (one: string, other: string) => boolean;

/** Kosaraju's algorithm without recursion, since a chain of calls may be longer than JavaScript's call stack. */
export function circlesOf(calls: readonly FromTo[]): SameCircle {
  const out = neighbours(calls);
  const into = neighbours(calls.map(({ from, to }) => ({ from: to, to: from })));
  const names = [...new Set(calls.flatMap(({ from, to }) => [from, to]))];
  const left: string[] = [];
  const seen = new Set<string>();
  for (const name of names) walk(name, out, seen, (done) => left.push(done));
  const circle = new Map<string, string>();
  const placed = new Set<string>();
  for (const name of left.reverse()) walk(name, into, placed, (member) => circle.set(member, name));
  return (one, other) => one === other || (circle.has(one) && circle.get(one) === circle.get(other));
}

type Neighbours = ReadonlyMap<string, readonly string[]>;

function neighbours(calls: readonly FromTo[]): Neighbours {
  const found = new Map<string, string[]>();
  for (const { from, to } of calls) {
    const known = found.get(from);
    if (known) known.push(to);
    else found.set(from, [to]);
  }
  return found;
}

/** Depth first. Reports each name after it has visited everything behind it. */
function walk(start: string, next: Neighbours, seen: Set<string>, tell: (name: string) => void): void {
  if (seen.has(start)) return;
  seen.add(start);
  const path = [{ name: start, rest: [...(next.get(start) ?? [])] }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const name = top.rest.pop();
    if (name === undefined) tell(path.pop()?.name ?? '');
    else if (!seen.has(name)) {
      seen.add(name);
      path.push({ name, rest: [...(next.get(name) ?? [])] });
    }
  }
}
