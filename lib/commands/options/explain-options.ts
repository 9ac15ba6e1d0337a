/** Reads the arguments of `npm run explain`, which resemble those of curl. */
import { MeshError, type Problem } from '../../mesh/checks/problem';
import type { MeshRequest, NextRequest } from '../../mesh/resolve';
import type { CommandLine } from '../cli/command-line';
import type { Arguments } from '../cli/read-arguments';
import { flagValue } from '../cli/problems';
import { readWhat, readWords } from './request-words';

export const explainLine: CommandLine = {
  name: 'explain',
  purpose:
    'Shows where a request goes: through which routes, to which nodes, and why other routes do not take it.',
  names: '[application] [method] [path]',
  flags: [
    {
      name: '-H',
      value: '<name: value>',
      meaning: 'A header, or metadata of gRPC. Repeat it for more.',
      isList: true,
    },
    {
      name: '--from',
      value: '<name>',
      meaning:
        'The caller: a gateway, a load balancer or a node. Default: the only gateway, or the one in the URL; without gateways, the only load balancer.',
    },
    { name: '--to', value: '<service>', meaning: 'The service that the node calls.' },
    { name: '--port', value: '<port>', meaning: 'Port of the service, if it has several.' },
    {
      name: '--host',
      value: '<host>',
      meaning: 'Host of the request, as the caller writes it. Default: localhost.',
    },
    {
      name: '--source-ip',
      value: '<address>',
      meaning: 'Address of the client, for rules of a load balancer that ask for it.',
    },
    {
      name: '--follow',
      meaning:
        'Follows the request further: from each node that it reaches to the backends of this node, and so on.',
    },
    {
      name: '--next',
      value: "<'GET /path'>",
      meaning: 'With --follow: the request that the next application makes. Repeat it for each step.',
      isList: true,
    },
    {
      name: '--json',
      meaning: 'Prints { application, stage, request, resolution, hops }, and with --follow also steps.',
    },
  ],
  notes: [
    'Defaults: the first application, method GET, path /. A whole URL gives host, port and path. GRPC takes a service and a method: GRPC shop.Prices/Get. TCP takes no path.',
    'Without --next, --follow assumes that each application sends GET to each of its backends, with the path of the URL in its environment, and passes the headers of -H on.',
    'It starts nothing and sends nothing. A lost request is an answer too: exit code 0. MESH_WEIGHTS changes weights here too.',
  ],
};

export interface ExplainOptions {
  /** @default - the first one */
  readonly application?: string;
  /** @default - see {@link chooseCaller} */
  readonly from?: string;
  readonly request: Omit<MeshRequest, 'from'>;
  readonly follows: boolean;
  /** The request of each later step. */
  readonly next: readonly NextRequest[];
  readonly json: boolean;
}

export function readExplainOptions({ names, flags, lists }: Arguments): ExplainOptions {
  const problems: Problem[] = [];
  const { application, method, path, more } = readWords(names);
  if (more.length > 0) problems.push(wrong('path', 'must be the last word', more.join(' ')));
  const fields = readHeaders(lists.get('-H') ?? [], problems);
  const port = readPort(flags.get('--port'), problems);
  const what = readWhat(method, path, problems);
  const next = (lists.get('--next') ?? []).map((text) => {
    const { method: nextMethod, path: nextPath } = readWords(text.trim().split(/\s+/));
    return readWhat(nextMethod, nextPath, problems);
  });
  if (next.length > 0 && !flags.has('--follow')) problems.push(wrong('--next', 'needs --follow'));
  if (problems.length > 0) throw new MeshError(problems);
  const [from, to, host, sourceIp] = ['--from', '--to', '--host', '--source-ip'].map((flag) =>
    flags.get(flag),
  );
  const isGrpc = what.serviceName !== undefined;
  return {
    ...(application !== undefined && { application }),
    ...(from !== undefined && { from }),
    request: {
      ...what,
      ...(to !== undefined && { to }),
      ...(port !== undefined && { port }),
      ...(host !== undefined && { host }),
      ...(sourceIp !== undefined && { sourceIp }),
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
