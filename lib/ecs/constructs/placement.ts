/** The input of every target for placing an application, and the result. */
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { MeshExternal } from '../../mesh/external';
import type { MeshNode } from '../../mesh/node';
import type { Origin } from '../../mesh/runs/origin';
import type { MeshService } from '../../mesh/service';
import type { NetworkBlocks } from './placed-network';
import type { References } from './references';
import type { TaskPlace } from './task';

/** What all nodes share: the mesh, the security groups, the gateways. */
export interface PlatformProps {
  readonly place: TaskPlace;
  readonly vpcId: string;
  readonly namespaceId: string;
  readonly publicSubnetIds: readonly string[];
  readonly networkBlocks: NetworkBlocks;
  readonly privateSubnetIds: readonly string[];
  /** Nodes that run in the same stack. */
  readonly nodes: readonly MeshNode[];
  /** Registry of images that are not built here, in place of public.ecr.aws and, for Envoy, docker.io. */
  readonly imageMirror: string | undefined;
  readonly protect: boolean;
  /** Existing resources that the load balancers refer to. */
  readonly references: References;
}

export interface Output {
  readonly value: string;
  readonly description: string;
}

export type Outputs = Readonly<Record<string, Output>>;

/** A URL at which requests from outside enter. */
export interface Entry {
  readonly url: string;
  readonly dnsName: string;
  /** The gateway or node that the load balancer is named after. */
  readonly owner: 'gateway' | 'node' | undefined;
  /** Only the network reaches it. Not known of a load balancer that exists. */
  readonly internal: boolean | undefined;
}

export interface PlacedPlatform {
  /** By load balancer. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** URLs, by gateway without a load balancer: found only inside the network. */
  readonly innerUrls: ReadonlyMap<string, string>;
  /** Outputs by gateway, and by the end of their name. */
  readonly gatewayOutputs: ReadonlyMap<string, Outputs>;
  /** Outputs that only this target has. */
  readonly outputs: Outputs;
  /** Values that services read with {@link Platform.valueOf}. */
  readonly shared: Outputs;
  readonly neededBy: Platform['neededBy'];
  readonly rulesOf: Platform['rulesOf'];
  readonly rulesTo: Platform['rulesTo'];
}

/** The platform as its services see it, from the same stack or from another one. */
export interface Platform {
  /** By name of the output, see {@link PlacedPlatform.shared}. */
  readonly valueOf: (output: string) => string;
  /** Resources that must exist before the tasks of a node start. Those of another stack exist already. */
  readonly neededBy: (node: string) => readonly ITerraformDependable[];
  /** The rules that let a node's tasks call, and be called by a load balancer. Another stack keeps its own. */
  readonly rulesOf: (node: string) => readonly ITerraformDependable[];
  /** The rules that let others call a node's tasks. Another stack keeps its own. */
  readonly rulesTo: (node: string) => readonly ITerraformDependable[];
}

/** The image of a node. */
export interface RunningImage {
  readonly reference: string;
  /** Its repository in ECR. @default - it is not in ECR */
  readonly repositoryArn?: string;
  /** It is not built from a source folder. */
  readonly isForeign: boolean;
}

/** Nodes and the services that they answer. */
export interface ServicesProps {
  readonly place: TaskPlace;
  readonly platform: Platform;
  readonly namespaceId: string;
  readonly namespaceName: string;
  readonly vpcId: string;
  readonly nodes: readonly MeshNode[];
  /** External nodes: they are called and do not run here. */
  readonly externals: readonly MeshExternal[];
  readonly services: readonly MeshService[];
  readonly imageOf: (origin: Origin) => RunningImage;
  readonly imageMirror: string | undefined;
}

export interface PlacedServices {
  /** Outputs by service, and by the end of their name. */
  readonly outputs: ReadonlyMap<string, Outputs>;
  /** Outputs by node, and by the end of their name. */
  readonly nodeOutputs: ReadonlyMap<string, Outputs>;
}

/**
 * The constructs of a target. All targets use the same ids below them, so a resource that two targets have keeps its
 * address.
 */
export interface TargetConstructs {
  readonly Platform: new (scope: Construct, id: string, props: PlatformProps) => PlacedPlatform;
  readonly Services: new (scope: Construct, id: string, props: ServicesProps) => PlacedServices;
}
