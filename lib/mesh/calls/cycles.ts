/** Which names lead back to each other: they share a circle, and each name is in exactly one. */

/**
 * Of each name the number of its circle: two names have one number where each leads to the other. Tarjan's algorithm,
 * with a stack of our own, since a chain may be longer than the call stack.
 */
export function circlesIn(leadsTo: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const circles = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  let count = 0;
  for (const start of leadsTo.keys()) {
    if (lowest.has(start)) continue;
    const visits = [enter(start)];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const next = visit.ahead.pop();
      if (next === undefined) {
        leave(visit);
        visits.pop();
        reach(visits.at(-1), visit.name);
      } else if (!lowest.has(next)) visits.push(enter(next));
      else reach(visit, next);
    }
  }
  return circles;

  function enter(name: string): Visit {
    lowest.set(name, lowest.size);
    open.push(name);
    return { name, number: lowest.size - 1, ahead: [...(leadsTo.get(name) ?? [])] };
  }

  /** What leads to an open name is in the circle of that name. */
  function reach(visit: Visit | undefined, next: string): void {
    if (visit === undefined || circles.has(next)) return;
    lowest.set(visit.name, Math.min(lowOf(visit.name), lowOf(next)));
  }

  function leave({ name, number }: Visit): void {
    if (lowOf(name) < number) return;
    for (const member of open.splice(open.lastIndexOf(name))) circles.set(member, count);
    count += 1;
  }

  function lowOf(name: string): number {
    return lowest.get(name) ?? 0;
  }
}

interface Visit {
  readonly name: string;
  readonly number: number;
  readonly ahead: string[];
}
