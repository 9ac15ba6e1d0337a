// What deploy tests read from a round: outputs, planned changes, a plan's text.
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expectGolden } from '../support/golden-files';
import { quietly, type Round, stateBucket } from './round';

/** Values of a stack's outputs, by name. None may be sensitive: users' scripts read them. */
export async function outputsOf(round: Round, stack: string): Promise<Record<string, unknown>> {
  const text = await round.terraform(stack, ['output', '-no-color', '-json']);
  const outputs = JSON.parse(text) as Record<string, { sensitive: boolean; value: unknown }>;
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { sensitive, value }]) => [name, sensitive ? '(sensitive)' : value]),
  );
}

/** How many resources of each type the stacks declare. */
export function resourceCounts(stacks: Readonly<Record<string, string>>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of Object.values(stacks)) {
    const { resource } = JSON.parse(text) as { resource: Record<string, object> };
    for (const [type, resources] of Object.entries(resource))
      counts[type] = (counts[type] ?? 0) + Object.keys(resources).length;
  }
  return counts;
}

type Values = Readonly<Record<string, unknown>>;

export interface PlannedChange {
  readonly address: string;
  /** `['delete', 'create']` replaces. */
  readonly actions: readonly string[];
  /** Paths of the values that change; those that AWS fills in anew are left out. */
  readonly members: readonly string[];
}

/** What a plan would change, by address; also what has drifted, since a refresh comes first. */
export async function plannedChanges(
  round: Round,
  stack: string,
  args: readonly string[] = [],
): Promise<PlannedChange[]> {
  await round.terraform(stack, ['plan', ...quietly, '-out=plan.tfplan', ...args]);
  const plan = JSON.parse(await round.terraform(stack, ['show', '-json', 'plan.tfplan'])) as {
    resource_changes?: {
      address: string;
      change: { actions: string[]; before: Values | null; after: Values | null; after_unknown: Values };
    }[];
  };
  return (plan.resource_changes ?? [])
    .filter(({ change }) => !['no-op', 'read'].includes(change.actions.join()))
    .map(({ address, change }) => ({ address, actions: change.actions, members: changedMembers(change) }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** Attributes whose value changes or is not known yet; within container definitions, `app.image`. */
function changedMembers(change: {
  before: Values | null;
  after: Values | null;
  after_unknown: Values;
}): string[] {
  const { before, after, after_unknown: unknown } = change;
  if (before === null || after === null) return [];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(unknown)])].sort();
  return names.flatMap((name) => {
    if (unknown[name] === true) return [name];
    if (isDeepStrictEqual(before[name], after[name])) return [];
    return name === 'container_definitions' ? changedContainers(before[name], after[name]) : [name];
  });
}

function changedContainers(before: unknown, after: unknown): string[] {
  const byName = (text: unknown) =>
    new Map((JSON.parse(String(text)) as Values[]).map((container) => [container['name'], container]));
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name) ?? {}, now.get(name) ?? {}];
    const members = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
    return members
      .filter((member) => !isDeepStrictEqual(was[member], is[member]))
      .map((member) => `${String(name)}.${member}`);
  });
}

/**
 * Compares with `__tests__/golden/<story>/plan.txt`. As a plan needs a deployed application, `npm run golden` leaves it
 * alone: `GOLDEN=write npx jest deploy/color-teller` writes it.
 */
export function expectPlanGolden(story: string, plan: string): void {
  expectGolden(join(__dirname, '..', 'golden', story, 'plan.txt'), normalisePlan(plan));
}

/** What a reviewer reads: without the progress of the refresh, and with ids that are new in every run as `<id>`. */
function normalisePlan(plan: string): string {
  const start = plan.indexOf('Terraform used the selected providers');
  const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  return `${plan.slice(Math.max(start, 0)).replace(uuid, '<id>').trim()}\n`;
}

/** Every version of every object, which is what S3 wants before it deletes a versioned bucket. */
export async function emptyBucket(round: Round): Promise<void> {
  interface Version {
    readonly Key: string;
    readonly VersionId: string;
  }
  const bucket = { Bucket: stateBucket };
  const listed = await round.aws.call<{ Versions?: Version[]; DeleteMarkers?: Version[] }>(
    's3',
    'ListObjectVersions',
    bucket,
  );
  for (const { Key, VersionId } of [...(listed.Versions ?? []), ...(listed.DeleteMarkers ?? [])])
    await round.aws.call('s3', 'DeleteObject', { ...bucket, Key, VersionId });
}
