import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { listeningByLsof, listeningByProc, listeningAddresses } from '../../../lib/local/processes/listening';
import { killGroup } from '../../../lib/local/processes/child';
import { freePort } from '../started';

const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach(({ pid }) => killGroup(pid ?? 0, 'SIGKILL')));

/** Node's code in a group of its own, once it has said something. */
async function groupOf(code: string): Promise<number> {
  const child = spawn(process.execPath, ['-e', code], { detached: true });
  started.push(child);
  await once(child.stdout, 'data');
  return child.pid ?? 0;
}

const listening = (port: number, host?: string) =>
  `require('net').createServer().listen(${[port, ...(host === undefined ? [] : [`'${host}'`])].join()}, () => console.log('listens'));`;

const ways = [
  ['as the system is', listeningAddresses],
  ...(process.platform === 'linux'
    ? [['by /proc', async (group: number) => listeningByProc(group)] as const]
    : []),
  ['by lsof, as macOS has it', listeningByLsof],
] as const;

describe.each(ways)('where a program listens, %s,', (_way, places) => {
  it('is the address and port', async () => {
    const port = await freePort();
    expect(await places(await groupOf(listening(port, '127.0.0.1')))).toEqual([{ host: '127.0.0.1', port }]);
  });

  it.each(['0.0.0.0', '::', undefined])('is every address where it listens at %s', async (host) => {
    const port = await freePort();
    expect(await places(await groupOf(listening(port, host)))).toEqual([{ host: '*', port }]);
  });

  it('is where the programs that it has started listen', async () => {
    const port = await freePort();
    const inner = JSON.stringify(listening(port, '127.0.0.1'));
    const group = await groupOf(
      `require('child_process').spawn(process.execPath, ['-e', ${inner}], { stdio: 'inherit' });`,
    );
    expect(await places(group)).toEqual([{ host: '127.0.0.1', port }]);
  });

  it('is nowhere for one that does not, whichever other process does', async () => {
    await groupOf(listening(await freePort(), '127.0.0.1'));
    expect(await places(await groupOf("console.log('runs'); setInterval(() => 0, 1000);"))).toEqual([]);
  });
});
