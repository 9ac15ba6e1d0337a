/** Reads the arguments of `npm start`. */
import { readWeights } from '../../project/settings';
import { MeshError, type Problem } from '../../mesh/checks/problem';
import type { WeightOverride } from '../../mesh/weights';
import type { HostPort } from '../../targets/envoy/bootstrap/address';
import type { CommandLine } from '../cli/command-line';
import type { Arguments } from '../cli/read-arguments';
import { flagValue } from '../cli/problems';
import { typedHelp } from '../start/typed-help';
import { readCounts, readExternals } from './node-options';

export const startLine: CommandLine = {
  name: 'start',
  purpose: 'Runs an application on this machine: its real services, with a real Envoy beside each; no AWS.',
  names: '[application]',
  flags: [
    {
      name: '--port',
      value: '<port>',
      meaning: 'Port of the first gateway on 127.0.0.1. Default: 8080.',
    },
    { name: '--tasks', value: '<node=count,…>', meaning: 'Number of tasks of a node, as in red=3.' },
    {
      name: '--set',
      value: '<weights>',
      meaning: 'Weights of a route, as in color-service/default:red=50,blue=50.',
    },
    {
      name: '--external',
      value: '<node=host:port,…>',
      meaning: 'Address to use for an external node, as in orders-db=127.0.0.1:5432.',
    },
    { name: '--access-log', meaning: 'Also shows a line for each request at each Envoy.' },
    {
      name: '--logs',
      value: '<task,…>',
      meaning: 'Shows only the logs of these tasks, as in red.1, with each request; or all, or none.',
    },
    { name: '--trace', meaning: 'Prints the path of each request through the mesh as a tree, with times.' },
    { name: '--json', meaning: 'Prints events for scripts: one JSON object per line.' },
    { name: '--no-open', meaning: 'Opens no browser.' },
  ],
  notes: [
    'Without a name it runs the first application of services/index.ts.',
    'While it runs, you can type these lines:',
    ...typedHelp(),
    'An edit of application.ts takes effect at once, and no request is lost. Ctrl-C ends everything.',
  ],
};

export interface StartOptions {
  /** @default - the first one */
  readonly application?: string;
  readonly port: number;
  readonly counts: ReadonlyMap<string, number>;
  /** Addresses of external nodes, in place of those that the application declares. */
  readonly externals: ReadonlyMap<string, HostPort>;
  readonly weights: readonly WeightOverride[];
  /** Only the logs of tasks with these names are shown. */
  readonly logs: readonly string[];
  readonly accessLog: boolean;
  readonly trace: boolean;
  readonly json: boolean;
  readonly open: boolean;
}

const DEFAULT_PORT = 8080;

export function readStartOptions({ names, flags }: Arguments): StartOptions {
  const problems: Problem[] = [];
  const [application, ...more] = names;
  if (more.length > 0) problems.push(flagValue('start', 'application', 'must be one name', names.join(' ')));
  const port = readPort(flags.get('--port'), problems);
  const counts = readCounts(flags.get('--tasks'), problems);
  const externals = readExternals(flags.get('--external'), problems);
  const weights = readWeightsOf(flags.get('--set'), 'npm start > --set', problems);
  if (problems.length > 0) throw new MeshError(problems);
  return {
    ...(application !== undefined && { application }),
    port,
    counts,
    externals,
    weights,
    logs: (flags.get('--logs') ?? '').split(',').filter((each) => each !== ''),
    accessLog: flags.has('--access-log'),
    trace: flags.has('--trace'),
    json: flags.has('--json'),
    open: !flags.has('--no-open'),
  };
}

function readPort(text: string | undefined, problems: Problem[]): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535)
    problems.push(flagValue('start', '--port', 'must be a whole number from 1 to 65535', text));
  return port;
}

export function readWeightsOf(
  text: string | undefined,
  where: string,
  problems: Problem[],
): readonly WeightOverride[] {
  if (text === undefined) return [];
  const read = readWeights(text, where);
  if (read.kind === 'value') return read.value;
  problems.push(...read.problems);
  return [];
}
