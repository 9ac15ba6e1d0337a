/** `docs/targets.md`: what each target makes of each feature, for reading. */
import { TARGETS } from '../mesh/target';
import { type Capabilities, capabilities, notBuilt, placedTargets } from './capabilities';

export function renderCapabilitiesTable(): string {
  const rows = Object.entries<Capabilities>(capabilities).map(([feature, by]) => {
    const on = TARGETS.map((target) => ({ target, ...(placedTargets.has(target) ? by[target] : notBuilt) }));
    return [
      feature,
      ...on.map(({ support }) => support),
      on.flatMap(({ target, note }) => (note === '' ? [] : [`${target}: ${note}`])).join('; '),
    ];
  });
  const head = ['feature', ...TARGETS.map((target) => `\`${target}\``), 'how'];
  return [
    '# What each target can do',
    '',
    'Written by `npm run golden` from `lib/targets/capabilities.ts`. A target is chosen by the setting `MESH_TARGET`.',
    '',
    '- **native**: the target does it itself.',
    '- **approximated**: nearly; a warning says what differs.',
    '- **unsupported**: lost. A warning where the same node answers all the same, else an error, which the setting',
    '  `MESH_ACCEPT` may accept by its code.',
    '- **not built**: this project does not have the target yet, and says so.',
    '',
    ...renderTable([head, ...rows]),
    '',
  ].join('\n');
}

/** Columns as wide as their widest cell, the way the project's formatter wants them. */
function renderTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)];
}
