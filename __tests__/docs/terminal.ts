/** A documented command that stays in the foreground, as a reader runs it: typed at, read, and ended by Ctrl-C. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { envoyBinary } from '../support/envoy';

/** How long a first start may take on a busy machine, builds included. */
const PATIENCE_MS = 100_000;

export class Terminal {
  private text = '';

  private constructor(private readonly shell: ChildProcess) {
    shell.stdout?.on('data', (text) => (this.text += text));
    shell.stderr?.on('data', (text) => (this.text += text));
  }

  static async open(command: string, cwd: string): Promise<Terminal> {
    const env = { ...process.env, ENVOY_BIN: await envoyBinary() };
    return new Terminal(spawn('sh', ['-c', `exec ${command}`], { cwd, env, detached: true }));
  }

  type(line: string): void {
    this.shell.stdin?.write(`${line}\n`);
  }

  async untilShown(what: string | RegExp): Promise<void> {
    const isShown = () => (typeof what === 'string' ? this.text.includes(what) : what.test(this.text));
    for (const end = Date.now() + PATIENCE_MS; !isShown(); await sleep(20))
      if (Date.now() > end || this.shell.exitCode !== null) throw new Error(`no ${what} in:\n${this.text}`);
  }

  /** Everything that it showed. Everything in the foreground hears Ctrl-C. */
  async close(): Promise<string> {
    process.kill(-(this.shell.pid ?? 0), 'SIGINT');
    await once(this.shell, 'close');
    return this.text;
  }
}
