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

/** Seconds that callers may keep an address: how long they miss a task that came or try one that went. */
const TTL_SECONDS = 10;

/** A name stays until tasks that are found under it, or that dial it, have been told. */
const leaveLast = { createBeforeDestroy: true };

/** A records, since a caller without Envoy can use them and App Mesh takes the port from the listener. */
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
      // ECS reports health; 1 is the only value AWS knows, and an empty block would replace the service at every plan.
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

/** An address that no machine has (RFC 5737) and no private network contains. */
const PLACEHOLDER_IP = '192.0.2.1';

/**
 * A virtual service's name must resolve before a client even opens the connection that its Envoy takes over. Where no
 * node has that name, it resolves to no machine: past Envoy a call must fail, not reach another task.
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
  /** A node of any stack is found under the name, which then has no placeholder. */
  readonly isRegistered: (name: string) => boolean;
}

/**
 * What makes the names of services resolve, as far as it stands in this stack: a placeholder, or the node of that name. By
 * address, since callers may be placed before it.
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
