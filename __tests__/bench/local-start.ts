/** From `npm start`, all built, to the first 200 through the gateway; and what the whole takes of memory. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, localMemory, localStart } from './figures';
import { descendantsOf } from '../local/started';

const ROOT = path.resolve(__dirname, '../..');
const PORT = 18_080;
const LONGEST_MS = 120_000;

/** What follows `npm start --`. */
type Words = readonly string[];

/** Bounds of the issue that asked for these figures: 3 seconds, and 4 with two tasks of each service. */
const LOCAL_ROUNDS = 5;
const WORKSHOP = ['ecsworkshop', '--tasks', 'ecsdemo-crystal=2,ecsdemo-nodejs=2,ecsdemo-frontend=2'];

export interface LocalSample {
  readonly seconds: number;
  /** Resident, of everything that was started; pages that processes share count for each. */
  readonly mebibytes: number;
}

export async function benchLocal(): Promise<Figure[]> {
  const teller = await measureLocal('color-teller', []);
  const workshop = await measureLocal('ecsworkshop', WORKSHOP);
  return [
    localStart('color-teller', teller, 3),
    localStart('ecsworkshop with two tasks each', workshop, 4),
    localMemory('color-teller', teller),
  ];
}

async function measureLocal(system: string, words: Words): Promise<LocalSample[]> {
  // Builds what is not built.
  await timeStart(words);
  const samples: LocalSample[] = [];
  for (let round = 1; round <= LOCAL_ROUNDS; round += 1) {
    const sample = await timeStart(words);
    samples.push(sample);
    console.log(
      `${system} ${round}/${LOCAL_ROUNDS}: ${sample.seconds.toFixed(2)} s, ${sample.mebibytes.toFixed(0)} MiB`,
    );
  }
  return samples;
}

async function timeStart(words: Words): Promise<LocalSample> {
  const begin = performance.now();
  const npm = spawn('npm', ['start', '--', ...words, '--no-open', '--port', String(PORT)], {
    cwd: ROOT,
    stdio: 'ignore',
    detached: true,
  });
  try {
    await firstAnswer(npm);
    const seconds = (performance.now() - begin) / 1000;
    return { seconds, mebibytes: residentOf([npm.pid ?? 0, ...descendantsOf(npm.pid ?? 0)]) };
  } finally {
    const ended = once(npm, 'close');
    process.kill(-(npm.pid ?? 0), 'SIGINT');
    await ended;
  }
}

async function firstAnswer(npm: ChildProcess): Promise<void> {
  for (const end = Date.now() + LONGEST_MS; !(await answers()); await sleep(5))
    if (npm.exitCode !== null || Date.now() > end) throw new Error(`no answer on port ${PORT}`);
}

function answers(): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port: PORT, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('error', () => resolve(false));
  });
}

function residentOf(pids: readonly number[]): number {
  const rows = execFileSync('ps', ['-o', 'rss=', '-p', pids.join(',')], { encoding: 'utf8' });
  const kibibytes = rows.split('\n').map(Number);
  return kibibytes.reduce((sum, each) => sum + each, 0) / 1024;
}
