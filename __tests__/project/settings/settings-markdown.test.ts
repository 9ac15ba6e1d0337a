import { execFileSync } from 'node:child_process';
import { readSettings, type Settings, settingsTable } from '../../../lib/project/settings';
import { SETTINGS } from '../../../lib/project/settings/all-settings';

const settings = Object.entries(SETTINGS);

describe('the settings table', () => {
  it.each(settings)('has a row for %s with its variable, default, values and meaning', (key, setting) => {
    const row = settingsTable()
      .split('\n')
      .find((line) => line.includes(`\`${setting.variable}\``));
    for (const text of [`\`${key}\``, setting.defaultText, setting.allowed, setting.meaning]) {
      expect(row).toContain(text);
    }
  });

  it.each(settings.filter(([, setting]) => setting.defaultText !== ''))(
    'shows the default of %s as it is typed',
    (key, setting) => {
      const typed = readSettings({ environment: { [setting.variable]: setting.defaultText } });
      expect(typed[key as keyof Settings]).toEqual(setting.default);
    },
  );

  it('has no cell that Markdown would split', () => {
    const columns = settingsTable()
      .trimEnd()
      .split('\n')
      .map((line) => line.split('|').length);
    expect(new Set(columns)).toEqual(new Set([7]));
  });

  it('is formatted as Prettier formats it, so the page that holds it stays clean', () => {
    const prettier = require.resolve('prettier/bin/prettier.cjs');
    const formatted = execFileSync(process.execPath, [prettier, '--parser', 'markdown'], {
      input: settingsTable(),
    });
    expect(formatted.toString()).toBe(settingsTable());
  });
});
