/** Whether counts of answers can be those of the weights, or are so far off that chance does not explain it. */

/** Rarer than this is no chance: once in a million runs of one node. */
export const TOO_RARE = 1e-6;

/** Nodes whose count of answers chance does not explain, with the probability of one as far off. */
export function findUnlikely(
  counts: Readonly<Record<string, number>>,
  shares: Readonly<Record<string, number>>,
): { readonly node: string; readonly count: number; readonly probability: number }[] {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const nodes = [...new Set([...Object.keys(counts), ...Object.keys(shares)])].sort();
  return nodes
    .map((node) => {
      const count = counts[node] ?? 0;
      return { node, count, probability: bothTails(count, total, shares[node] ?? 0) };
    })
    .filter(({ probability }) => probability < TOO_RARE);
}

/** Probability of a count at least as far off on the same side, doubled for the other side. Binomial, exact. */
export function bothTails(count: number, total: number, share: number): number {
  if (share === 0) return count === 0 ? 1 : 0;
  if (share === 1) return count === total ? 1 : 0;
  const isBelow = count < total * share;
  const [from, to] = isBelow ? [0, count] : [count, total];
  let tail = 0;
  for (let each = from; each <= to; each += 1) tail += Math.exp(logOfExactly(each, total, share));
  return Math.min(1, 2 * tail);
}

function logOfExactly(count: number, total: number, share: number): number {
  const ways = logFactorial(total) - logFactorial(count) - logFactorial(total - count);
  return ways + count * Math.log(share) + (total - count) * Math.log(1 - share);
}

const logs: number[] = [0];

function logFactorial(number: number): number {
  for (let next = logs.length; next <= number; next += 1) logs.push((logs[next - 1] ?? 0) + Math.log(next));
  return logs[number] ?? 0;
}
