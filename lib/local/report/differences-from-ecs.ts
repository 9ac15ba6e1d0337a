/** Prints a line, before the start, for each declaration that works differently on this machine, or not at all. */
import type { MeshApplication } from '../../mesh/application';
import { listNames } from '../../mesh/checks/problem';
import { isDefault } from '../../mesh/entry/load-balancer-route';
import { hostText } from '../../mesh/surroundings/external-host';
import type { LocalAddresses } from '../addresses/assign-addresses';
import { runsHere } from '../tasks';
import { describeTracing } from '../tracing';
import type { Tell } from './events';

/** Reports each difference once. A difference that disappears and comes back is reported again. */
export function differenceTeller(
  tell: Tell,
): (application: MeshApplication, addresses: LocalAddresses) => void {
  let told: readonly string[] = [];
  return (application, addresses) => {
    const before = told;
    told = describeDifferencesFromEcs(application, addresses);
    for (const text of told.filter((line) => !before.includes(line))) tell({ event: 'notice', text });
  };
}

export function describeDifferencesFromEcs(
  application: MeshApplication,
  addresses: Pick<LocalAddresses, 'tasks' | 'externals'>,
): string[] {
  return [
    ...describeJobs(application),
    ...describeImages(application),
    ...describeIdle(application, addresses),
    ...describeLoadBalancers(application),
    ...describeInterception(application),
    ...describeVolumes(application),
    ...describeTracing(application),
    ...describeExternals(application, addresses),
  ];
}

/** A one-off task is started by hand, a schedule by EventBridge. `npm start` does neither. */
function describeJobs({ nodes }: MeshApplication): string[] {
  return nodes
    .filter(({ runs }) => runs.kind !== 'service')
    .map(({ name, runs }) => `node ${JSON.stringify(name)} is a ${runs.kind}, which does not run here`);
}

function describeImages({ nodes }: MeshApplication): string[] {
  return nodes.flatMap(({ name, runs: { kind, origin } }) =>
    kind === 'service' && 'image' in origin
      ? [
          `node ${JSON.stringify(name)} runs image ${origin.image}, which cannot run here, so no program answers for it`,
        ]
      : [],
  );
}

function describeIdle({ nodes }: MeshApplication, { tasks }: Pick<LocalAddresses, 'tasks'>): string[] {
  return nodes
    .filter(({ name, runs }) => runsHere(runs) && !tasks.some(({ owner }) => owner === name))
    .map(({ name }) => `node ${JSON.stringify(name)} has no task here, so no program answers for it`);
}

/** Rules that choose, and ways to nodes: a gateway's own load balancer leads all requests to it, as calling it here does. */
function describeLoadBalancers({ loadBalancers }: MeshApplication): string[] {
  const names = loadBalancers
    .filter(({ routes }) => !routes.every((route) => isDefault(route) && route.gateway !== undefined))
    .map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    `load balancers are on ECS alone; here, requests enter at gateways, and no rule is looked at: ${listNames(names)}; npm run explain says where their rules lead, with --from <load balancer>`,
  ];
}

function describeInterception({ nodes }: MeshApplication): string[] {
  const names = nodes
    .filter(({ runs, interception }) => runs.kind === 'service' && interception === 'transparent')
    .map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    `transparent interception is on ECS alone; here, what urlOf, hostOf and portOf say leads to Envoy, and nothing else does: ${listNames(names)}`,
  ];
}

function describeVolumes({ nodes }: MeshApplication): string[] {
  return nodes
    .filter(({ runs }) => runs.kind === 'service')
    .flatMap(({ name, runs }) =>
      Object.keys(runs.volumes ?? {}).map(
        (path) =>
          `node ${JSON.stringify(name)}: ${path} is a folder of this machine, and no EFS file system is mounted there`,
      ),
    );
}

/** Such a program takes the port on the addresses of all tasks, and from other programs. */
export function describeEverywhere(task: string, host: string, port: number): string {
  return `task ${JSON.stringify(task)} listens at port ${port} of every address, not at ${host} alone, which HOST says: no other task can have that port here, and the network reaches it`;
}

/** A test on this machine must not write to a real database without a warning. */
function describeExternals(
  { externals }: MeshApplication,
  { externals: places }: Pick<LocalAddresses, 'externals'>,
): string[] {
  return externals.map(({ name, host, listener }) => {
    const { host: at, port } = places.get(name) ?? { host: hostText(host), port: listener.port };
    const advice = places.has(name) ? '' : `; elsewhere with --external ${name}=<host>:<port>`;
    return `node ${JSON.stringify(name)} is external, and called at ${at}:${port}${advice}`;
  });
}
