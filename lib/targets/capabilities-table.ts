/** `docs/targets.md`: how each target supports each feature. A table for each group, and the details below it. */
import { formatMarkdownTable } from '../text/columns';
import { builtTargets, TARGETS } from '.';
import type { Capability, Support } from './capability';
import { type Feature, featureGroups } from './features';
import { missingFeatures } from './missing-features';

const marks: Readonly<Record<Support, string>> = { native: 'yes', approximated: 'nearly', unsupported: 'no' };
const NOT_BUILT = '–';

export function renderCapabilitiesTable(): string {
  const groups = Object.entries(featureGroups).flatMap(([title, features]) => [
    `## ${capital(title)}`,
    '',
    ...renderTable(features.map((feature) => [feature, ...TARGETS.map((target) => markOf(target, feature))])),
    '',
    ...features.flatMap(renderNotes),
    '',
  ]);
  return [...preface(), ...groups, ...renderMissing()].join('\n');
}

function preface(): string[] {
  return [
    '# What each target can do',
    '',
    '`npm run golden` writes this page from `lib/targets`. The setting `MESH_TARGET` chooses the target.',
    '',
    '- **yes**: the target does it itself.',
    '- **nearly**: a warning says what differs.',
    '- **no**: it is lost. Where the same node still answers, a warning says so. Else it is an error, and the setting',
    '  `MESH_ACCEPT` may accept the loss by its code.',
    `- **${NOT_BUILT}**: this project does not have it yet, and says so.`,
    '',
  ];
}

function markOf(target: string, feature: Feature): string {
  const built = builtTargets().find(({ name }) => name === target);
  return built === undefined ? NOT_BUILT : marks[built.capabilities[feature].support];
}

/** One line if all targets have the same text. */
function renderNotes(feature: Feature): string[] {
  const told = builtTargets().map(({ name, capabilities }) => ({
    name,
    note: noteOf(capabilities[feature]),
  }));
  const [first] = told;
  if (first !== undefined && told.every(({ note }) => note === first.note))
    return [`- **${feature}**: ${first.note}`];
  return [`- **${feature}**`, ...told.map(({ name, note }) => `  - \`${name}\`: ${note}`)];
}

const noteOf = ({ note }: Capability): string => note;

function renderMissing(): string[] {
  const rows = Object.keys(missingFeatures).map((feature) => [feature, ...TARGETS.map(() => NOT_BUILT)]);
  return [
    '## Not on any target yet',
    '',
    ...renderTable(rows),
    '',
    ...Object.entries(missingFeatures).map(([feature, instead]) => `- **${feature}**: today ${instead}`),
    '',
  ];
}

const renderTable = (rows: readonly (readonly string[])[]): string[] =>
  formatMarkdownTable([['feature', ...TARGETS.map((target) => `\`${target}\``)], ...rows]);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
