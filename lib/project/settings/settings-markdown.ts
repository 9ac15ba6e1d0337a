/** The settings table of `docs/settings.md`. It is generated from the settings, so that both are always the same. */
import { formatMarkdownTable } from '../../text/columns';
import { SETTINGS } from './all-settings';

const HEADER = ['Environment', '`context.mesh` key', 'Default', 'Allowed', 'Meaning'] as const;

/** A Markdown table, aligned as Prettier aligns it. */
export function settingsTable(): string {
  const rows = Object.entries(SETTINGS).map(([key, setting]) => [
    `\`${setting.variable}\``,
    `\`${key}\``,
    setting.defaultText === '' ? '' : `\`${setting.defaultText}\``,
    setting.allowed,
    setting.meaning,
  ]);
  return [...formatMarkdownTable([HEADER, ...rows]), ''].join('\n');
}
