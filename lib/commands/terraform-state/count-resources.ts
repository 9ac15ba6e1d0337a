/** Names resources in a message. */

/** Names at most five, because a state can hold hundreds. */
export function countResources(resources: readonly string[]): string {
  const named = [...resources].sort().slice(0, 5).join(', ');
  const more = resources.length > 5 ? `${named}, …` : named;
  return `${resources.length} resource${resources.length === 1 ? '' : 's'} (${more})`;
}
