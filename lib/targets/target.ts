/** A target: one value with everything that the rest of the project needs from it. It loads no cdktf. */
import type { Call } from '../mesh/calls/call';
import type { TargetConstructs } from '../ecs/constructs/placement';
import type { ForeignImages } from '../ecs/containers/images';
import type { MeshApplication } from '../mesh/application';
import type { Problem } from '../mesh/checks/problem';
import type { MeshNode } from '../mesh/node';
import type { Quotas } from '../mesh/checks/quotas';
import type { Resolution } from '../mesh/resolve';
import type { Capabilities } from './capability';
import type { FieldUses } from './field-uses';

export interface Target {
  readonly kind: 'built';
  /** The value of `MESH_TARGET`. */
  readonly name: string;
  readonly capabilities: Capabilities;
  /** How its renderer uses each field of the model. */
  readonly fields: FieldUses;
  /** Reports what the target cannot express: a changed answer as an error, everything else as a warning. */
  readonly validate: (application: MeshApplication, quotas: Quotas) => Problem[];
  /** Which nodes and gateways call which nodes, by name and by port of the callee. */
  readonly calls: (application: MeshApplication) => readonly Call[];
  /** Images that we do not build and that run beside the application's tasks. */
  readonly images: (application: MeshApplication) => readonly (keyof ForeignImages)[];
  /**
   * AWS services that its sidecars call, as the names of their VPC endpoints end: `xray`. Images and logs are not in this
   * list.
   */
  readonly awsServices: (application: MeshApplication) => readonly string[];
  /** Whether the platform redirects connections of the node's application through an Envoy in its task. */
  readonly isIntercepted: (node: Pick<MeshNode, 'interception'>) => boolean;
  /** Facts that every synth prints on stderr, so that the user knows them before a deployment. One line each. */
  readonly notices: (settings: { readonly imageMirror: string | undefined }) => readonly string[];
  /** What `npm run explain` adds if the target handles the request in another way than the answer says. */
  readonly noteOn?: (resolution: Resolution) => string | undefined;
  /** How to see in Terraform's state that something runs on this target. */
  readonly traces: TargetTraces;
  /** AWS has ended the service below the target: JSON is written, but nothing can be deployed. @default false */
  readonly isEnded?: boolean;
  /** Loads cdktf and the provider's resources, so only synth calls it. */
  readonly constructs: () => TargetConstructs;
}

export interface TargetTraces {
  /** A task that has these containers belongs to the target. The list is not empty. */
  readonly hasTask: (containers: readonly RunningContainer[]) => boolean;
  /** Resources of these types belong to no other target. @default - the target has no types of its own */
  readonly hasResource?: (type: string) => boolean;
}

/** A container of a task definition, as Terraform's state holds it. */
export interface RunningContainer {
  readonly name: string;
  readonly command?: readonly string[];
  readonly environment?: readonly { readonly name: string; readonly value?: string }[];
}

/** A target that has a name and no renderer yet. */
export interface PlannedTarget {
  readonly kind: 'planned';
  readonly name: string;
}
