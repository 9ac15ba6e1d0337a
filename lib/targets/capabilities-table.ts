/** `docs/targets.md`: what each target makes of each feature, for reading. */
import { TARGETS } from '../mesh/target';
import { formatMarkdownTable } from '../text/columns';
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
    ...formatMarkdownTable([head, ...rows]),
    '',
  ].join('\n');
}
