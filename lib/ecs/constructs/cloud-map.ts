/** Names in the application's private zone. */
import { ServiceDiscoveryInstance } from '@cdktf/provider-aws/lib/service-discovery-instance';
import { ServiceDiscoveryService } from '@cdktf/provider-aws/lib/service-discovery-service';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface CloudMapServiceProps {
  readonly name: string;
  readonly namespaceId: string;
  readonly description: string;
}

/**
 * Seconds for which callers may keep an address. During this time they may miss a new task, or try one that has ended.
 */
const TTL_SECONDS = 10;

/** A name stays until the tasks that are found under it, or that call it, have been replaced. */
const leaveLast = { createBeforeDestroy: true };

/** A records: a caller without Envoy can use them, and App Mesh takes the port from the listener. */
export class CloudMapService extends Construct {
  readonly name: string;
  readonly arn: string;
  readonly id: string;

  constructor(scope: Construct, id: string, { name, namespaceId, description }: CloudMapServiceProps) {
    super(scope, id);
    const service = new ServiceDiscoveryService(this, 'Service', {
      name,
      description,
      dnsConfig: { namespaceId, routingPolicy: 'MULTIVALUE', dnsRecords: [{ type: 'A', ttl: TTL_SECONDS }] },
      // ECS reports health. 1 is the only value that AWS knows, and an empty block would replace the service at every plan.
      healthCheckCustomConfig: { failureThreshold: 1 },
      // ECS deregisters its tasks late, and a service with instances cannot be deleted.
      forceDestroy: true,
      lifecycle: leaveLast,
    });
    this.name = service.name;
    this.arn = service.arn;
    this.id = service.id;
  }
}

/** An address for documentation (RFC 5737): no machine has it, and it is in no private network. */
const PLACEHOLDER_IP = '192.0.2.1';

/**
 * The name of a virtual service must resolve before a client opens the connection that its Envoy takes over. If no node
 * has that name, it resolves to an address without a machine, so a call that avoids Envoy fails.
 */
export class PlaceholderName extends Construct {
  constructor(scope: Construct, id: string, props: CloudMapServiceProps) {
    super(scope, id);
    const service = new CloudMapService(this, 'Name', props);
    new ServiceDiscoveryInstance(this, 'Placeholder', {
      serviceId: service.id,
      instanceId: 'placeholder',
      attributes: { AWS_INSTANCE_IPV4: PLACEHOLDER_IP },
      lifecycle: leaveLast,
    });
  }
}

export interface DialledNames {
  /** Services of this stack. */
  readonly services: readonly { readonly name: string }[];
  /** Nodes of this stack. */
  readonly nodes: readonly { readonly name: string }[];
  /** A node of any stack is found under the name, so the name needs no placeholder. */
  readonly isRegistered: (name: string) => boolean;
}

/**
 * The resource that makes the name of a service resolve, if it is in this stack: a placeholder, or the node of that name.
 * It is given by its address, since callers may be placed before it.
 */
export function dialledNames(
  backends: readonly string[],
  { services, nodes, isRegistered }: DialledNames,
): ITerraformDependable[] {
  const registered = backends.filter(
    (name) => isRegistered(name) && nodes.some((node) => node.name === name),
  );
  const placeholders = backends.filter(
    (name) => !isRegistered(name) && services.some((service) => service.name === name),
  );
  return [
    ...registered.map((name) => ({ fqn: `aws_service_discovery_service.${name}` })),
    ...placeholders.map((name) => ({ fqn: `aws_service_discovery_instance.${name}` })),
  ];
}
