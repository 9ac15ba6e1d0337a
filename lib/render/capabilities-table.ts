/** `docs/targets.md`: what each target makes of each feature, for reading. */
import { TARGETS } from '../mesh/target';
import { type Capabilities, capabilities } from './capabilities';

export function renderCapabilitiesTable(): string {
  const rows = Object.entries<Capabilities>(capabilities).map(([feature, by]) => [
    feature,
    ...TARGETS.map((target) => by[target].support),
    TARGETS.flatMap((target) => (by[target].note === '' ? [] : [`${target}: ${by[target].note}`])).join('; '),
  ]);
  const head = ['feature', ...TARGETS.map((target) => `\`${target}\``), 'how'];
  return [
    '# What each target can do',
    '',
    'Written by `npm run golden` from `lib/render/capabilities.ts`. A target is chosen by the setting `MESH_TARGET`.',
    '',
    '- **native**: the target does it itself.',
    '- **approximated**: nearly; a warning says what differs where it matters.',
    '- **unsupported**: a problem `[unsupported]`, which the setting `MESH_ACCEPT` may accept as a loss.',
    '- **not built**: this project does not have the target yet, and says so.',
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n');
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
