/** Reads the arguments of `npm run explain`, which are much like curl's. */
import { MeshError, type Problem } from '../../mesh/checks/problem';
import type { MeshRequest, NextRequest } from '../../mesh/resolve';
import type { CommandLine } from '../cli/command-line';
import type { Arguments } from '../cli/read-arguments';
import { flagValue } from '../cli/problems';
import { readWhat, readWords } from './request-words';

export const explainLine: CommandLine = {
  name: 'explain',
  purpose:
    'Tells what becomes of a request: through which routes, to which nodes, and why not through others.',
  names: '[application] [method] [path]',
  flags: [
    {
      name: '-H',
      value: '<name: value>',
      meaning: 'A header, or metadata of gRPC. As often as needed.',
      isList: true,
    },
    {
      name: '--from',
      value: '<name>',
      meaning: 'A gateway or a node. Default: the only gateway, or the one that the URL names.',
    },
    { name: '--to', value: '<service>', meaning: 'The service that a node asks.' },
    { name: '--port', value: '<port>', meaning: 'Of the service, where it is on several.' },
    { name: '--host', value: '<host>', meaning: 'What the caller writes as host. Default: localhost.' },
    {
      name: '--follow',
      meaning: 'Follows it on: from each node that it reaches to the backends of that node, to the end.',
    },
    {
      name: '--next',
      value: "<'GET /path'>",
      meaning: 'With --follow: what the applications on the way ask. As often as there are steps.',
      isList: true,
    },
    {
      name: '--json',
      meaning: 'Prints { application, stage, request, resolution, hops }, and steps of --follow.',
    },
  ],
  notes: [
    'method and path are GET and / by default; a whole URL says host, port and path. An application may be left out: the first. GRPC takes a service and a method: GRPC shop.Prices/Get; TCP takes nothing.',
    'Without --next, an application on the way is taken to ask each of its backends GET, with the path of the URL that it is given, and to hand the headers of -H on.',
    'Nothing runs, and nothing is sent. A request that is lost is an answer: exit code 0. Weights are those of MESH_WEIGHTS.',
  ],
};

export interface ExplainOptions {
  /** @default - the first one */
  readonly application?: string;
  /** @default - see {@link chooseCaller} */
  readonly from?: string;
  readonly request: Omit<MeshRequest, 'from'>;
  readonly follows: boolean;
  /** The request of each step that follows. */
  readonly next: readonly NextRequest[];
  readonly json: boolean;
}

export function readExplainOptions({ names, flags, lists }: Arguments): ExplainOptions {
  const problems: Problem[] = [];
  const { application, method, path, more } = readWords(names);
  if (more.length > 0) problems.push(wrong('path', 'is the last word', more.join(' ')));
  const fields = readHeaders(lists.get('-H') ?? [], problems);
  const port = readPort(flags.get('--port'), problems);
  const what = readWhat(method, path, problems);
  const next = (lists.get('--next') ?? []).map((text) => {
    const { method: nextMethod, path: nextPath } = readWords(text.trim().split(/\s+/));
    return readWhat(nextMethod, nextPath, problems);
  });
  if (next.length > 0 && !flags.has('--follow'))
    problems.push(wrong('--next', 'says how --follow goes on, which is not there'));
  if (problems.length > 0) throw new MeshError(problems);
  const [from, to, host] = ['--from', '--to', '--host'].map((flag) => flags.get(flag));
  const isGrpc = what.serviceName !== undefined;
  return {
    ...(application !== undefined && { application }),
    ...(from !== undefined && { from }),
    request: {
      ...what,
      ...(to !== undefined && { to }),
      ...(port !== undefined && { port }),
      ...(host !== undefined && { host }),
      ...(Object.keys(fields).length > 0 && (isGrpc ? { metadata: fields } : { headers: fields })),
    },
    follows: flags.has('--follow'),
    next,
    json: flags.has('--json'),
  };
}

function readHeaders(lines: readonly string[], problems: Problem[]): Record<string, string[]> {
  const read = new Map<string, string[]>();
  for (const line of lines) {
    const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) problems.push(wrong('-H', "must be 'name: value'", line));
    else read.set(name.toLowerCase(), [...(read.get(name.toLowerCase()) ?? []), value]);
  }
  return Object.fromEntries(read);
}

function readPort(text: string | undefined, problems: Problem[]): number | undefined {
  if (text === undefined || /^\d{1,5}$/.test(text)) return text === undefined ? undefined : Number(text);
  problems.push(wrong('--port', 'must be a number', text));
  return undefined;
}

const wrong = (part: string, what: string, got?: string) => flagValue('explain', part, what, got);
