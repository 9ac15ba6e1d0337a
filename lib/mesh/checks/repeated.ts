/** The members that a list has more than once; each of them once. */
export function repeated<Value>(list: readonly Value[]): Value[] {
  const seen = new Set<Value>();
  const twice = new Set<Value>();
  for (const one of list) {
    if (seen.has(one)) twice.add(one);
    seen.add(one);
  }
  return [...twice];
}
