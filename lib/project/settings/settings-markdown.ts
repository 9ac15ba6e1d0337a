/** The settings table of `docs/settings.md`, generated so that it cannot differ from what is read. */
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
  const widths = HEADER.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [line(HEADER), line(rule), ...rows.map(line), ''].join('\n');
}
