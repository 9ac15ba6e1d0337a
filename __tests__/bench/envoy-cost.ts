/** What a request costs through a gateway and two sidecars: against the smallest Envoys by hand, and against none. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, median } from './figures';
import { load, percentile } from './load';
import { type MeasuredMesh, type RunningMeshes, withMeshes } from './running-meshes';

/** Bounds of the issue that asked for these figures. */
const MAX_CPU = 1.05;
const MAX_P99 = 1.25;

const ROUNDS = 24;
const TURN = { requests: 1000, connections: 8 };
const QUIET_TURN = { requests: 100, connections: 1 };

/** One turn of one mesh: per request, in microseconds of its Envoys and milliseconds of its callers. */
interface Turn {
  readonly cpu: number;
  readonly p50: number;
  readonly p99: number;
  /** One request at a time. */
  readonly quietP50: number;
}

const NAMES = ['ours', 'byHand', 'none'] as const;

type Turns = Readonly<Record<(typeof NAMES)[number], Turn[]>>;

export async function benchCost(): Promise<Figure[]> {
  const turns = await withMeshes(takeTurns);
  printCost(turns);
  return [cpuFigure(turns), p99Figure(turns)];
}

/** The meshes take turns of half a second, in an order that changes, so that what else the machine does hits all of them. */
async function takeTurns(meshes: RunningMeshes): Promise<Turns> {
  for (const mesh of Object.values(meshes) as MeasuredMesh[]) await warmUp(mesh);
  const turns: Turns = { ours: [], byHand: [], none: [] };
  for (let round = 1; round <= ROUNDS; round += 1)
    for (const name of round % 2 === 1 ? NAMES : NAMES.toReversed())
      turns[name].push(await takeTurn(meshes[name]));
  return turns;
}

/** Until the callees' checks have passed; then as long as a few turns. */
async function warmUp({ entry }: MeasuredMesh): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const isReady = await load(entry, { requests: 1, connections: 1 }).then(
      () => true,
      () => false,
    );
    if (isReady) break;
    await sleep(100);
  }
  await load(entry, { ...TURN, requests: 3 * TURN.requests });
}

async function takeTurn({ entry, envoys }: MeasuredMesh): Promise<Turn> {
  const used = () => envoys.reduce((sum, envoy) => sum + envoy.cpuMicroseconds(), 0);
  const before = used();
  const times = await load(entry, TURN);
  const cpu = (used() - before) / TURN.requests;
  const quiet = await load(entry, QUIET_TURN);
  return { cpu, p50: percentile(times, 0.5), p99: percentile(times, 0.99), quietP50: percentile(quiet, 0.5) };
}

function printCost({ ours, none }: Turns): void {
  const of = (turns: readonly Turn[], kind: keyof Turn) => median(turns.map((turn) => turn[kind]));
  const [own, bare] = [of(ours, 'quietP50'), of(none, 'quietP50')];
  console.log(
    `a request through gateway and two sidecars: ${of(ours, 'cpu').toFixed(0)} µs of CPU in three Envoys, ` +
      `${own.toFixed(2)} ms where none waits against ${bare.toFixed(2)} ms without Envoys; ` +
      `with ${TURN.connections} at a time ${of(ours, 'p50').toFixed(2)} ms against ${of(none, 'p50').toFixed(2)} ms`,
  );
}

function cpuFigure({ ours, byHand }: Turns): Figure {
  return {
    what: 'CPU time of three Envoys a request, against the smallest written by hand',
    measured: ratio(ours, byHand, 'cpu'),
    bound: MAX_CPU,
    unit: '',
    aside: `${middles(ours, byHand, 'cpu', 0)} µs`,
  };
}

function p99Figure({ ours, byHand }: Turns): Figure {
  return {
    what: '99th percentile of their latency, against the same',
    measured: ratio(ours, byHand, 'p99'),
    bound: MAX_P99,
    unit: '',
    aside: `${middles(ours, byHand, 'p99', 2)} ms`,
  };
}

/** Median over the rounds, of which each is a pair. */
function ratio(ours: readonly Turn[], byHand: readonly Turn[], kind: keyof Turn): number {
  return median(ours.map((turn, round) => turn[kind] / (byHand[round]?.[kind] ?? NaN)));
}

function middles(ours: readonly Turn[], byHand: readonly Turn[], kind: keyof Turn, digits: number): string {
  const [own, other] = [ours, byHand].map((turns) => median(turns.map((turn) => turn[kind])).toFixed(digits));
  return `${own} against ${other}`;
}
