/** Opens a page in the user's browser, if there is a screen. */
import { spawn } from 'node:child_process';
import { childEnvironment } from '../../project/settings';

export function openBrowser(url: string): void {
  const env = childEnvironment();
  const program = browserOpener(process.platform, env, process.stdout.isTTY);
  if (program === undefined) return;
  const child = spawn(program, [url], { env, detached: true, stdio: 'ignore' });
  // If that fails, the table still shows the address.
  child.once('error', () => undefined);
  child.unref();
}

/** Undefined for a script, and on a machine without a screen. */
export function browserOpener(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string>>,
  isTerminal: boolean,
): string | undefined {
  if (!isTerminal) return undefined;
  if (platform === 'darwin') return 'open';
  return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? 'xdg-open' : undefined;
}
