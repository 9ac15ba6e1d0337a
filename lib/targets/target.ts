/** What a target is: one value with all that the rest of the project asks of it. It loads no cdktf. */
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
  /** As `MESH_TARGET` says it. */
  readonly name: string;
  readonly capabilities: Capabilities;
  /** What its renderer makes of each field of the model. */
  readonly fields: FieldUses;
  /** Reports what the target cannot express: a changed answer as an error, everything else as a warning. */
  readonly validate: (application: MeshApplication, quotas: Quotas) => Problem[];
  /** Which nodes and gateways call which nodes, by name and by port of the callee. */
  readonly calls: (application: MeshApplication) => readonly Call[];
  /** Images of others that run beside the application's tasks. */
  readonly images: (application: MeshApplication) => readonly (keyof ForeignImages)[];
  /** AWS services that these call, as the names of their VPC endpoints end: `xray`. Images and logs are not among them. */
  readonly awsServices: (application: MeshApplication) => readonly string[];
  /** Whether the platform leads connections of the node's application through an Envoy in its task. */
  readonly isIntercepted: (node: Pick<MeshNode, 'interception'>) => boolean;
  /** What every synth says on stderr: a fact that the user must not learn from AWS. One line each. */
  readonly notices: (settings: { readonly imageMirror: string | undefined }) => readonly string[];
  /** What `npm run explain` adds where the target treats the request in another way than the answer says. */
  readonly noteOn?: (resolution: Resolution) => string | undefined;
  /** How to see in Terraform's state that something runs on this target. */
  readonly traces: TargetTraces;
  /** AWS has ended the service below: JSON is written, but nothing can be deployed. @default false */
  readonly isEnded?: boolean;
  /** Loads cdktf and the provider's resources, so only synth calls it. */
  readonly constructs: () => TargetConstructs;
}

export interface TargetTraces {
  /** A task with these containers is one of the target's. The list is not empty. */
  readonly hasTask: (containers: readonly RunningContainer[]) => boolean;
  /** Resources of this type belong to no other target. @default - the target has none of its own */
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
