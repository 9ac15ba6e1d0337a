/** Options of `npm start` for single nodes: how many tasks run, and the address of an external node. */
import type { MeshApplication } from '../../mesh/application';
import { listNames, type Problem } from '../../mesh/checks/problem';
import { quote } from '../../mesh/checks/value-text';
import { runsHere } from '../../local/tasks';
import { hostedByReference, hostText } from '../../mesh/surroundings/external-host';
import type { HostPort } from '../../targets/envoy/bootstrap/address';
import { flagValue } from '../cli/problems';

/** A larger number is probably a typing mistake: each task takes about 130 MB. */
const MOST_TASKS = 100;

/** `red=3,blue=1` */
export function readCounts(text: string | undefined, problems: Problem[]): Map<string, number> {
  return readPairs('--tasks', text, problems, (count, pair) => {
    if (/^\d+$/.test(count) && Number(count) <= MOST_TASKS) return Number(count);
    problems.push(flagValue('start', '--tasks', `must be node=count, a count from 0 to ${MOST_TASKS}`, pair));
    return undefined;
  });
}

/** `orders-db=127.0.0.1:5432` */
export function readExternals(text: string | undefined, problems: Problem[]): Map<string, HostPort> {
  return readPairs('--external', text, problems, (place, pair) => {
    const [, host = '', port = ''] = /^([a-z0-9.-]+):(\d{1,5})$/i.exec(place) ?? [];
    if (host !== '' && Number(port) >= 1 && Number(port) <= 65_535) return { host, port: Number(port) };
    problems.push(
      flagValue('start', '--external', 'must be node=host:port, a name or an IPv4 address and a port', pair),
    );
    return undefined;
  });
}

export function validateCounts(counts: ReadonlyMap<string, number>, { nodes }: MeshApplication): Problem[] {
  const known = nodes.filter(({ runs }) => runsHere(runs)).map(({ name }) => name);
  return strangers(counts, known).map((name) =>
    flagValue(
      'start',
      '--tasks',
      `is not a node that runs a service from a source; these are ${listNames(known)}`,
      name,
    ),
  );
}

export function validateExternalPlaces(
  places: ReadonlyMap<string, HostPort>,
  { externals }: MeshApplication,
): Problem[] {
  const known = externals.map(({ name }) => name);
  const those = known.length === 0 ? 'there is none' : `these are ${listNames(known)}`;
  return [
    ...strangers(places, known).map((name) =>
      flagValue('start', '--external', `is not an external node; ${those}`, name),
    ),
    ...hostedByReference(externals)
      .filter(({ name }) => !places.has(name))
      .map(({ name, host, listener: { port } }) =>
        flagValue(
          'start',
          '--external',
          `must say where node ${quote(name)} is on this machine, as in ${name}=127.0.0.1:${port}: only a plan knows its host, ${hostText(host)}`,
        ),
      ),
  ];
}

function strangers(given: ReadonlyMap<string, unknown>, known: readonly string[]): string[] {
  return [...given.keys()].filter((name) => !known.includes(name));
}

/** `read` reports what is wrong with a value, and then returns none. */
function readPairs<Value>(
  flag: string,
  text: string | undefined,
  problems: Problem[],
  read: (value: string, pair: string) => Value | undefined,
): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const pair of (text ?? '').split(',').filter((each) => each !== '')) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(pair)?.map((part) => part.trim()) ?? [];
    const found = read(name === '' ? '' : value, pair);
    if (values.has(name)) problems.push(flagValue('start', flag, 'names a node twice', name));
    if (found !== undefined) values.set(name, found);
  }
  return values;
}
