/**
 * Callees start before their callers, so that the first health check finds them. If two call each other, one starts
 * first.
 */

/** For each task the tasks that it waits for, without those that wait for it. */
export function withoutCycles(
  after: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, readonly string[]>();
  const onTheWay = new Set<string>();
  const visit = (task: string): void => {
    if (result.has(task)) return;
    onTheWay.add(task);
    const waits: string[] = [];
    for (const callee of after.get(task) ?? []) {
      if (onTheWay.has(callee)) continue;
      visit(callee);
      waits.push(callee);
    }
    onTheWay.delete(task);
    result.set(task, waits);
  };
  for (const task of [...after.keys()].sort()) visit(task);
  return result;
}
