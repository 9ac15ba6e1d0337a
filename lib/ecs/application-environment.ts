/** The environment variables of a node's application, the same on ECS and on a machine. */
import { type ServiceAddress, writeAddress } from '../mesh/address';
import type { MeshNode } from '../mesh/node';

export interface EnvironmentRefs {
  /** The address at which the application calls a backend. */
  readonly addressOf: (service: string) => ServiceAddress;
  /** The port on which the application listens, by the port of a listener. @default - the same port */
  readonly portOf?: (listenerPort: number) => number;
}

/**
 * The variables that the node declares, and `PORT`: the port of its first listener. A variable without a value is left
 * out, because ECS leaves it out too; otherwise the plan would never be empty (terraform-provider-aws issue 39533).
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
