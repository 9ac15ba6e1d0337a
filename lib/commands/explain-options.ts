/** What `npm run explain` is asked, read from its arguments, which are much like curl's. */
import type { MeshApplication } from '../mesh/application';
import { listNames, MeshError, type Problem } from '../mesh/problem';
import type { MeshRequest } from '../mesh/resolve';
import type { Arguments, CommandLine } from './command-line';
import { flagValue } from './problems';

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
    { name: '--from', value: '<name>', meaning: 'A gateway or a node. Default: the only gateway.' },
    { name: '--to', value: '<service>', meaning: 'The service that a node asks.' },
    { name: '--port', value: '<port>', meaning: 'Of the service, where it is on several.' },
    { name: '--host', value: '<host>', meaning: 'What the caller writes as host. Default: localhost.' },
    { name: '--json', meaning: 'Prints { application, stage, request, resolution, hops }.' },
  ],
  notes: [
    'method and path are GET and / by default. GRPC takes a service and a method: GRPC shop.Prices/Get; TCP takes nothing.',
    'Nothing runs, and nothing is sent. A request that is lost is an answer: exit code 0. Weights are those of MESH_WEIGHTS.',
  ],
};

export interface ExplainOptions {
  /** @default - the first one */
  readonly application?: string;
  /** @default - the only gateway */
  readonly from?: string;
  readonly request: Omit<MeshRequest, 'from'>;
  readonly json: boolean;
}

export function readExplainOptions({ names, flags, lists }: Arguments): ExplainOptions {
  const problems: Problem[] = [];
  const [application, method = 'GET', path, ...more] = names;
  if (more.length > 0) problems.push(wrong('path', 'is the last word', more.join(' ')));
  const fields = readHeaders(lists.get('-H') ?? [], problems);
  const port = readPort(flags.get('--port'), problems);
  const what = readWhat(method, path, problems);
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
    json: flags.has('--json'),
  };
}

/** The gateway that is the only one. */
export function chooseCaller({ gateways, nodes }: MeshApplication, from: string | undefined): string {
  const [only, ...others] = gateways;
  if (from !== undefined) return from;
  if (only !== undefined && others.length === 0) return only.name;
  const known = [...gateways, ...nodes].map(({ name }) => name);
  throw new MeshError([wrong('--from', `must be said, since there is not one gateway: ${listNames(known)}`)]);
}

type What = Pick<MeshRequest, 'method' | 'path' | 'serviceName' | 'methodName' | 'protocol'>;

function readWhat(method: string, path: string | undefined, problems: Problem[]): What {
  if (method === 'TCP') {
    if (path !== undefined) problems.push(wrong('path', 'is nothing that TCP has', path));
    return { protocol: 'tcp' };
  }
  if (method === 'GRPC') {
    const [, serviceName, methodName] = /^\/?([^/]+)\/([^/]+)$/.exec(path ?? '') ?? [];
    if (serviceName === undefined || methodName === undefined)
      problems.push(wrong('path', 'must be a service and a method, as in shop.Prices/Get', path));
    return { serviceName: serviceName ?? '', methodName: methodName ?? '' };
  }
  if (!/^[A-Z]+$/.test(method))
    problems.push(wrong('method', 'must be one such as GET, or GRPC or TCP', method));
  return { method, path: path ?? '/' };
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
