/**
 * `npm run bench`: what a synth costs, against the project's bounds and against AWS CDK; how soon a mesh runs on this
 * machine; and what its Envoys cost. Exits 1 where a bound is missed.
 * Everything is a process of its own, in turn, several times; what counts is the median.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { countCloudFormation, countTerraform } from './count-resources';
import { appAlone, type Figure, growth, holds, middle, share, shareOfCdk, shareOfOneStack } from './figures';
import { benchEnvoy } from './envoy';
import { benchLocal } from './local-start';
import { benchResolve } from './resolve-speed';
import { type Program, type Sample, timeProcess } from './timed-process';
import { benchTypes } from './type-speed';
import { benchValidation } from './validation-speed';

const SIZES = [100, 300, 1000] as const;
const APP_ROUNDS = 7;
const SIZE_ROUNDS = 3;

const empty: Program = { name: 'app that declares nothing', file: '__tests__/bench/cdktf-empty.ts' };
const main: Program = { name: 'main.ts', file: 'main.ts' };
const meshwright = SIZES.map((services) => sized('Meshwright', '__tests__/bench/meshwright.ts', services));
const stacks = SIZES.map((services): Program => ({
  ...sized('A stack each', '__tests__/bench/meshwright.ts', services),
  layout: 'a stack each',
}));
const cdk = [100, 1000].map((services) => sized('AWS CDK L2', '__tests__/bench/cdk-l2.ts', services));

/** Each can also be run alone by its name, for work on it: `npm run bench -- envoy`. */
const PARTS: Readonly<Record<string, () => Promise<Figure[]> | Figure[]>> = {
  local: benchLocal,
  envoy: benchEnvoy,
  resolve: () => [benchResolve()],
  validation: () => [benchValidation()],
  types: () => [benchTypes()],
};

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'meshwright-bench-'));
const outdirOf = ({ name }: Program) => path.join(folder, name.replaceAll(/[^A-Za-z0-9]+/g, '-'));

function sized(name: string, file: string, services: number): Program {
  return { name: `${name}, ${services} services`, file, services };
}

/** Whether every bound holds. */
async function bench(): Promise<boolean> {
  const [wanted] = process.argv.slice(2);
  const chosen = wanted === undefined ? Object.values(PARTS) : [PARTS[wanted] ?? refuse(wanted)];
  const parts: Figure[] = [];
  for (const part of chosen) parts.push(...(await part()));
  if (wanted !== undefined) {
    printFigures(parts);
    return parts.every(holds);
  }
  const small = [empty, main];
  const large = [...meshwright, ...stacks, ...cdk];
  // Compiles what tsx keeps compiled, and warms the disk's cache.
  measure([...small, ...large.filter(({ services }) => services === SIZES[0])], 1, 'warm-up');
  const samples = new Map([
    ...measure(small, APP_ROUNDS, 'app alone'),
    ...measure(large, SIZE_ROUNDS, 'generated'),
  ]);
  const of = (program: Program | undefined) => (program && samples.get(program)) ?? [];
  const figures = [
    appAlone(of(main), of(empty)),
    growth({ few: of(meshwright.at(0)), many: of(meshwright.at(-1)), nothing: of(empty) }, 'one stack'),
    growth({ few: of(stacks.at(0)), many: of(stacks.at(-1)), nothing: of(empty) }, 'a stack each'),
    shareOfOneStack(of(stacks.at(1)), of(meshwright.at(1))),
    shareOfCdk(of(meshwright.at(-1)), of(cdk.at(-1))),
    ...parts,
  ];
  printSamples(samples);
  const few = share(of(meshwright.at(0)), of(cdk.at(0)), 'cpu');
  console.log(`\nMeshwright's share of AWS CDK L2's CPU time, ${SIZES[0]} services: ${few.toFixed(2)}`);
  printOutputs();
  printFigures(figures);
  return figures.every(holds);
}

function refuse(name: string): never {
  throw new Error(`no part "${name}", known parts: ${Object.keys(PARTS).join(', ')}`);
}

/** Each round runs every program once, forwards and backwards in turn, so that a slower spell of the machine hits all. */
function measure(programs: readonly Program[], rounds: number, title: string): Map<Program, Sample[]> {
  const samples = new Map(programs.map((program): [Program, Sample[]] => [program, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const program of round % 2 === 1 ? programs : programs.toReversed()) {
      const outdir = outdirOf(program);
      fs.mkdirSync(outdir, { recursive: true });
      const sample = timeProcess(program, outdir);
      samples.get(program)?.push(sample);
      console.log(
        `${title} ${round}/${rounds}  ${program.name}: ${seconds(sample.wall)}, CPU ${seconds(sample.cpu)}`,
      );
    }
  }
  return samples;
}

function printSamples(samples: ReadonlyMap<Program, readonly Sample[]>): void {
  console.log('\nmedian of whole processes       runs   wall s    CPU s  peak MiB');
  for (const [{ name }, all] of samples) {
    const [wall, cpu, rss] = (['wall', 'cpu', 'rssMiB'] as const).map((kind) => middle(all, kind)) as [
      number,
      number,
      number,
    ];
    console.log(
      `${name.padEnd(30)} ${cell(all.length, 5, 0)} ${cell(wall, 8, 2)} ${cell(cpu, 8, 2)} ${cell(rss, 9, 0)}`,
    );
  }
}

function printOutputs(): void {
  const [own, cdks] = [meshwright.at(-1), cdk.at(-1)];
  if (own === undefined || cdks === undefined) return;
  const [ours, theirs] = [countTerraform(outdirOf(own)), countCloudFormation(outdirOf(cdks))];
  const say = ({ name }: Program, { resources, megabytes }: typeof ours) =>
    `${name}: ${resources} resources in ${megabytes.toFixed(1)} MB of JSON`;
  console.log(`${say(own, ours)}\n${say(cdks, theirs)}`);
}

function printFigures(figures: readonly Figure[]): void {
  console.log('');
  for (const figure of figures) {
    const { what, measured, bound, unit, aside } = figure;
    console.log(
      `${holds(figure) ? 'ok  ' : 'MISS'}  ${what}: ${measured.toFixed(2)}${unit}, at most ${bound}${unit} (${aside})`,
    );
  }
}

const seconds = (value: number) => `${value.toFixed(2)} s`;
const cell = (value: number, width: number, digits: number) => value.toFixed(digits).padStart(width);

void bench()
  .then((holding) => (process.exitCode = holding ? 0 : 1))
  .finally(() => fs.rmSync(folder, { recursive: true }));
