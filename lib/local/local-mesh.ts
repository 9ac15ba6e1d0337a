/** Runs a mesh on this machine: real services, and a real Envoy beside each. */
import type { MeshApplication } from '../mesh/application';
import { accountName } from '../mesh/account-names';
import type { HostPort } from '../targets/envoy/bootstrap/address';
import { reserveGatewayPorts, reserveAddresses } from './addresses/reserve-addresses';
import type { TaskRow, Tell } from './report/events';
import { runTasks } from './running-tasks';
import { startOrphanReaper } from './processes/orphan-reaper';
import { assignSlots, gatewayUrl, type LocalAddresses } from './addresses/assign-addresses';
import { differenceTeller } from './report/differences-from-ecs';
import type { ProgramRefs } from './programs';
import { buildStale, serviceStart } from './builds/stale-sources';
import { changedWeights, routeWeights } from './report/route-weights';
import { describeTasks } from './report/task-table';
import { listTasks } from './tasks';
import { listenForTraces } from './report/traces';
import { traceHere } from './tracing';

export interface LocalMeshOptions {
  /** The folder that contains `services/`. */
  readonly root: string;
  /** Path of the Envoy binary. */
  readonly envoy: string;
  readonly region: string;
  /** Tasks by node, instead of the application's count. */
  readonly counts: ReadonlyMap<string, number>;
  /** Addresses of external nodes, instead of those that the application declares. */
  readonly externals: ReadonlyMap<string, HostPort>;
  /** Port of the first gateway, on 127.0.0.1. */
  readonly port: number;
  /** The environment variables of this machine that programs get. */
  readonly machine: Readonly<Record<string, string>>;
  /** There is only one loopback address, 127.0.0.1, as on macOS: tasks differ by their ports. */
  readonly hasOneAddress: boolean;
  /** Every request is traced, and reported. */
  readonly trace: boolean;
  readonly tell: Tell;
  /** Ends programs that have started already, and a build that runs. */
  readonly interrupted: AbortSignal;
}

export interface LocalMesh {
  /** Address of the first gateway on this machine; undefined without a gateway. */
  readonly url: string | undefined;
  /** The addresses of all tasks now. */
  readonly rows: () => readonly TaskRow[];
  /** Changes the mesh to the given application. Rejects with a `MeshError` if that fails: the mesh continues as before. */
  readonly update: (application: MeshApplication) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Rejects with a `MeshError` if a program does not start; then no process and no reserved address is left. */
export async function startLocalMesh(
  declared: MeshApplication,
  options: LocalMeshOptions,
): Promise<LocalMesh> {
  const { tell, interrupted } = options;
  let application = traceHere(declared, options.trace);
  let addresses: LocalAddresses;
  const gateways = await reserveGatewayPorts(gatewayNames(application), options.port, new Map());
  const reserved = await reserveAddresses(options.hasOneAddress, (key) => {
    const task = addresses.tasks.find((each) => each.key === key);
    return task && { task, cluster: accountName(application) };
  });
  if (options.trace) listenForTraces(reserved.traces, tell);
  const tasks = listTasks(application, options);
  const { externals } = options;
  addresses = { range: reserved.range, tasks, slots: assignSlots(tasks), gateways, externals };
  const reaper = startOrphanReaper();
  const tellDifferences = differenceTeller(tell);
  const running = runTasks({ reaper, tell });
  const stop = async () => {
    await running.stop();
    reaper.close();
    reserved.release();
  };
  try {
    await buildStale(application, { ...options, reaper });
    tellDifferences(declared, addresses);
    tell({ event: 'starting', application: application.name, tasks: tasks.map(({ key }) => key) });
    interrupted.throwIfAborted();
    interrupted.addEventListener('abort', () => void running.stop(), { once: true });
    await running.update(programRefs(application, addresses, options));
  } catch (error) {
    await stop();
    throw error;
  }
  const url = gatewayUrl(addresses);
  const rows = () => describeTasks(application, addresses);
  tell({
    event: 'running',
    application: application.name,
    tasks: rows(),
    ...(url !== undefined && { url }),
    routes: routeWeights(application),
  });

  async function update(wanted: MeshApplication): Promise<void> {
    const next = traceHere(wanted, options.trace);
    const before = addresses;
    const after = await nextAddresses(next, before, options);
    await buildStale(next, { ...options, reaper });
    // A task that starts asks the metadata server for its zone at once.
    addresses = after;
    try {
      const changes = await running.update(programRefs(next, after, options));
      tell({ event: 'changed', routes: changedWeights(application, next), ...changes });
      tellDifferences(wanted, after);
      application = next;
    } catch (error) {
      addresses = before;
      throw error;
    }
  }
  return { url, rows, update: oneAtATime(update), stop };
}

/** The addresses of a changed application: a task that stays keeps its own. */
async function nextAddresses(
  application: MeshApplication,
  before: LocalAddresses,
  options: LocalMeshOptions,
): Promise<LocalAddresses> {
  const gateways = await reserveGatewayPorts(gatewayNames(application), options.port, before.gateways);
  const tasks = listTasks(application, options);
  return { ...before, gateways, tasks, slots: assignSlots(tasks, before.slots) };
}

/** Each call waits for the one before, whether that one has succeeded or failed. */
function oneAtATime<Input>(work: (input: Input) => Promise<void>): (input: Input) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (input) => {
    const mine = last.then(() => work(input));
    last = mine.catch(() => undefined);
    return mine;
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
