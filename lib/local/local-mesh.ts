/** A mesh that runs on this machine: real services, and a real Envoy beside each. */
import type { MeshApplication } from '../mesh/application';
import { accountName } from '../mesh/names';
import type { HostPort } from '../targets/envoy/bootstrap/address';
import { reserveGatewayPorts, reserveAddresses } from './addresses/reserve-addresses';
import type { TaskRow, Tell } from './report/events';
import { type RunningTasks, runTasks } from './running-tasks';
import { startOrphanReaper } from './processes/orphan-reaper';
import { type LocalAddresses, assignSlots } from './addresses/assign-addresses';
import { describeDifferencesFromEcs } from './report/differences-from-ecs';
import type { ProgramRefs } from './programs';
import { buildStale, serviceStart } from './builds/stale-sources';
import { describeTasks } from './report/task-table';
import { listTasks } from './tasks';
import { listenForTraces } from './report/traces';
import { traceHere } from './tracing';

export interface LocalMeshOptions {
  /** Folder of `services/`. */
  readonly root: string;
  /** Path of the Envoy binary. */
  readonly envoy: string;
  readonly region: string;
  /** Tasks by node, instead of the application's count. */
  readonly counts: ReadonlyMap<string, number>;
  /** Where external nodes are, instead of where the application says. */
  readonly externals: ReadonlyMap<string, HostPort>;
  /** Of the first gateway, on 127.0.0.1. */
  readonly port: number;
  /** What programs have of this machine's environment. */
  readonly machine: Readonly<Record<string, string>>;
  /** Loopback is 127.0.0.1 alone, as on macOS: tasks differ by their ports. */
  readonly hasOneAddress: boolean;
  /** Every request is traced, and told. */
  readonly trace: boolean;
  readonly tell: Tell;
  /** Ends what has started already, and what is being built. */
  readonly interrupted: AbortSignal;
}

export interface LocalMesh {
  /** Where the outside reaches the first gateway; undefined where there is none. */
  readonly url: string | undefined;
  /** Where everything is now. */
  readonly rows: () => readonly TaskRow[];
  /** Brings the mesh to what the application says now. Rejects with a `MeshError`, and goes on as it was. */
  readonly update: (application: MeshApplication) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Rejects with a `MeshError` where something does not come up; then nothing is left. */
export async function startLocalMesh(
  declared: MeshApplication,
  options: LocalMeshOptions,
): Promise<LocalMesh> {
  const { tell } = options;
  let application = traceHere(declared, options.trace);
  let addresses: LocalAddresses;
  const ports = await reserveGatewayPorts(gatewayNames(application), options.port, new Map());
  const claim = await reserveAddresses(options.hasOneAddress, (key) => {
    const task = addresses.tasks.find((each) => each.key === key);
    return task && { task, cluster: accountName(application) };
  });
  if (options.trace) listenForTraces(claim.traces, tell);
  const tasks = listTasks(application, options);
  addresses = {
    range: claim.range,
    tasks,
    slots: assignSlots(tasks),
    gateways: ports,
    externals: options.externals,
  };
  const reaper = startOrphanReaper();
  let said: readonly string[] = [];
  const tellDifferences = (wanted: MeshApplication, at: LocalAddresses) => {
    const before = said;
    said = describeDifferencesFromEcs(wanted, at);
    for (const text of said.filter((line) => !before.includes(line))) tell({ event: 'notice', text });
  };
  let running: RunningTasks | undefined;
  const release = async () => {
    await running?.stop();
    reaper.close();
    claim.release();
  };
  try {
    await buildStale(application, { ...options, reaper });
    tellDifferences(declared, addresses);
    tell({ event: 'starting', application: application.name, tasks: tasks.map(({ key }) => key) });
    running = runTasks({ reaper, tell });
    options.interrupted.throwIfAborted();
    options.interrupted.addEventListener('abort', () => void running?.stop(), { once: true });
    await running.update(programRefs(application, addresses, options));
  } catch (error) {
    await release();
    throw error;
  }
  const [first] = [...addresses.gateways.values()];
  const url = first && `http://localhost:${first.listener}`;
  const rows = () => describeTasks(application, addresses);
  tell({
    event: 'running',
    application: application.name,
    tasks: rows(),
    ...(url !== undefined && { url }),
    routes: weightsOf(application),
  });

  async function update(wanted: MeshApplication): Promise<void> {
    const next = traceHere(wanted, options.trace);
    const gateways = await reserveGatewayPorts(gatewayNames(next), options.port, addresses.gateways);
    const nextTasks = listTasks(next, options);
    const nextAddresses = {
      ...addresses,
      gateways,
      tasks: nextTasks,
      slots: assignSlots(nextTasks, addresses.slots),
    };
    await buildStale(next, { ...options, reaper });
    // A task that starts asks for its zone at once.
    const before = addresses;
    addresses = nextAddresses;
    try {
      const change = await running?.update(programRefs(next, nextAddresses, options));
      if (change) tell({ event: 'changed', routes: changedRoutes(application, next), ...change });
      tellDifferences(wanted, nextAddresses);
      application = next;
    } catch (error) {
      addresses = before;
      throw error;
    }
  }
  let last: Promise<void> = Promise.resolve();
  return {
    url,
    rows,
    update: (wanted) => {
      const mine = last.then(() => update(wanted));
      last = mine.catch(() => undefined);
      return mine;
    },
    stop: release,
  };
}

function programRefs(
  application: MeshApplication,
  addresses: LocalAddresses,
  { envoy, root, machine }: LocalMeshOptions,
): ProgramRefs {
  const startOf = (source: string) => serviceStart(root, application.name, source);
  return { application, addresses, envoy, root, machine, startOf };
}

const gatewayNames = ({ gateways }: MeshApplication): string[] => gateways.map(({ name }) => name);

/** Routes whose weights have moved, in the words of `--set`. */
function changedRoutes(before: MeshApplication, after: MeshApplication): string[] {
  const old = new Set(weightsOf(before));
  return weightsOf(after).filter((line) => !old.has(line));
}

function weightsOf({ services }: MeshApplication): string[] {
  return services.flatMap(({ name, routes }) =>
    routes.map(
      (route) =>
        `${name}/${route.name}:${route.targets.map(({ node, weight }) => `${node}=${weight}`).join(',')}`,
    ),
  );
}
