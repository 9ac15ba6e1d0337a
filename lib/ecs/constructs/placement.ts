/** What every target is given to place an application, and what it gives back. */
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { MeshExternal } from '../../mesh/external';
import type { MeshNode } from '../../mesh/node';
import type { MeshService } from '../../mesh/service';
import type { RunnerPlace } from './task';

/** What all nodes share: the mesh, the ways between nodes, what stands before them. */
export interface PlatformProps {
  readonly place: RunnerPlace;
  readonly vpcId: string;
  readonly namespaceId: string;
  readonly publicSubnetIds: readonly string[];
  /** That run in the same stack. */
  readonly nodes: readonly MeshNode[];
  /** Where the images of others are, in place of public.ecr.aws and, of Envoy, docker.io. */
  readonly imageMirror: string | undefined;
  readonly protect: boolean;
}

export interface Output {
  readonly value: string;
  readonly description: string;
}

export type Outputs = Readonly<Record<string, Output>>;

export interface PlacedPlatform {
  /** By gateway that has a load balancer. */
  readonly entries: ReadonlyMap<string, { readonly url: string; readonly dnsName: string }>;
  /** URLs, by gateway that has none and is found inside the network. */
  readonly innerUrls: ReadonlyMap<string, string>;
  /** What only this target has to tell. */
  readonly outputs: Outputs;
  /** What the services ask {@link Platform.valueOf} for. */
  readonly shared: Outputs;
  readonly neededBy: Platform['neededBy'];
  readonly rulesOf: Platform['rulesOf'];
  readonly rulesTo: Platform['rulesTo'];
}

/** The platform as its services see it, from the same stack or from another one. */
export interface Platform {
  /** By name of the output, see {@link PlacedPlatform.shared}. */
  readonly valueOf: (output: string) => string;
  /** What must stand before the tasks of a node start. Another stack stands already. */
  readonly neededBy: (node: string) => readonly ITerraformDependable[];
  /** The rules that let a node's tasks call, and be called by a load balancer. Another stack keeps its own. */
  readonly rulesOf: (node: string) => readonly ITerraformDependable[];
  /** The rules that let others call a node's tasks. Likewise. */
  readonly rulesTo: (node: string) => readonly ITerraformDependable[];
}

/** What runs of a source folder. */
export interface RunningImage {
  readonly reference: string;
  /** Where it is in ECR. */
  readonly repositoryArn?: string;
  /** It is not built from the folder. */
  readonly isForeign: boolean;
}

/** Nodes and the services that they answer. */
export interface ServicesProps {
  readonly place: RunnerPlace;
  readonly platform: Platform;
  readonly namespaceId: string;
  readonly namespaceName: string;
  readonly vpcId: string;
  readonly nodes: readonly MeshNode[];
  /** What is called and does not run here. */
  readonly externals: readonly MeshExternal[];
  readonly services: readonly MeshService[];
  readonly imageOf: (source: string) => RunningImage;
  readonly imageMirror: string | undefined;
}

export interface PlacedServices {
  /** By service: what there is to tell, by end of the output's name. */
  readonly outputs: ReadonlyMap<string, Outputs>;
  /** Likewise by node. */
  readonly nodeOutputs: ReadonlyMap<string, Outputs>;
}

/** The constructs of a target. All have the same ids below them, so a resource that two targets have keeps its address. */
export interface TargetConstructs {
  readonly Platform: new (scope: Construct, id: string, props: PlatformProps) => PlacedPlatform;
  readonly Services: new (scope: Construct, id: string, props: ServicesProps) => PlacedServices;
}
