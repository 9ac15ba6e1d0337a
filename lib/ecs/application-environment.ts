/** The environment variables of a node's application, the same on ECS and on a machine. */
import { type ServiceAddress, writeAddress } from '../mesh/address';
import type { MeshNode } from '../mesh/node';

export interface EnvironmentRefs {
  /** Where the application finds a backend. */
  readonly addressOf: (service: string) => ServiceAddress;
  /** Where the application listens, by the port of a listener. @default - on that port */
  readonly portOf?: (listenerPort: number) => number;
}

/**
 * What the node declares, and `PORT`: the port of its first listener. ECS leaves out a variable without a value, so it is
 * left out here; the plan would never be empty with it (terraform-provider-aws issue 39533).
 */
export function applicationEnvironment(
  { runs, listeners }: MeshNode,
  { addressOf, portOf = (port) => port }: EnvironmentRefs,
): Readonly<Record<string, string>> {
  const declared = Object.entries(runs.environment)
    .map(([name, value]) => [name, writeAddress(value, addressOf)] as const)
    .filter(([, value]) => value !== '');
  const [first] = listeners;
  return { ...Object.fromEntries(declared), ...(first && { PORT: String(portOf(first.port)) }) };
}
