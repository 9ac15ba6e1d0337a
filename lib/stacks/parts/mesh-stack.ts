/** A stack with readable addresses, its own state and typed outputs that other stacks may read. */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  type DataTerraformRemoteStateS3,
  TerraformElement,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
} from 'cdktf';
import type { Construct, Node } from 'constructs';
import {
  type ProviderName,
  providerOutput,
  PROVIDERS,
  versionRange,
} from '../../project/terraform-providers';
import { References } from '../../ecs/constructs/references';
import { snake } from '../../ecs/constructs/shared-outputs';
import { addAcceptedFindings } from './checkov-exceptions';
import { addressOf, AddressTaken } from './element-address';
import { addRemoteState, addS3Backend, type StateProps } from './s3-state';

export interface StackOutput {
  readonly value: unknown;
  readonly description: string;
}

export interface MeshStackProps {
  readonly region: string;
  /** False for a stack without AWS resources, which needs no AWS provider. @default true */
  readonly aws?: boolean;
  /** Tags of every resource that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** Where the state is kept. @default - the stack's own backend, see `StateStack` */
  readonly state?: StateProps;
}

/** The S3 backend's native lock file came with 1.10. */
const TERRAFORM_VERSION = '>= 1.10.0';

export class MeshStack extends TerraformStack {
  private readonly paths = new Map<string, string>();
  private readonly remoteStates = new Map<MeshStack, DataTerraformRemoteStateS3>();
  /** What exists, as this stack reads it at plan. */
  readonly references: References;

  constructor(
    scope: Construct,
    readonly stackName: string,
    private readonly props: MeshStackProps,
  ) {
    super(scope, stackName);
    this.references = new References(this, 'References', props);
    if (props.aws !== false) this.addAwsProvider(props);
    this.addOverride('terraform.required_version', TERRAFORM_VERSION);
    if (props.state) {
      addS3Backend(this, stackName, props.state);
    }
  }

  /** An output is part of the stack's contract: a stable snake_case name, a description, never a secret. */
  addOutput(name: string, output: StackOutput): void {
    new TerraformOutput(this, name, output);
  }

  /** @param of name of their owner, in front of each name @default - they are the stack's own */
  addOutputs(outputs: Readonly<Record<string, StackOutput>>, of?: string): void {
    const prefix = of === undefined ? '' : `${snake(of)}_`;
    for (const [name, output] of Object.entries(outputs)) this.addOutput(`${prefix}${name}`, output);
  }

  /**
   * @param version the exact one of the project's lock file, such as `5.100.0`. The state then says which one wrote it.
   * @default - any that understands the JSON
   */
  requireProvider(name: ProviderName, version?: string): void {
    const { [name]: provider } = PROVIDERS;
    const required = { source: provider.source, version: version ?? versionRange(provider) };
    this.addOverride(`terraform.required_providers.${name}`, required);
    if (version === undefined) return;
    this.addOutput(providerOutput(name), {
      value: version,
      description: `Version of provider ${provider.source} that this stack was applied with`,
    });
  }

  /** An output of another stack, read from its state. Terraform reports it when that stack is not deployed yet. */
  stringOf(producer: MeshStack, output: string): string {
    return this.remoteStateOf(producer).getString(output);
  }

  listOf(producer: MeshStack, output: string): string[] {
    return this.remoteStateOf(producer).getList(output);
  }

  private addAwsProvider({ region, tags }: MeshStackProps): void {
    new AwsProvider(this, 'aws', { region, defaultTags: [{ tags: { ...tags } }] });
    this.requireProvider('aws');
  }

  /** Two elements with one address are a bug of ours, except where one is from the user's `extend.ts`. */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const { path, id } = element instanceof TerraformElement ? element.node : element;
    const address = addressOf(path, id);
    const kind =
      element instanceof TerraformResource ? element.terraformResourceType : element.constructor.name;
    const key = `${kind}.${address}`;
    const owner = this.paths.get(key);
    if (owner !== undefined && owner !== path) throw new AddressTaken(key, owner, path);
    this.paths.set(key, path);
    return address;
  }

  /**
   * cdktf resolves everything a second time here, to find references into other stacks. This project reads outputs by name
   * (`stringOf`), so there is nothing to find. It saves a third of the synth.
   */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  /** What cdktf does there, for a stack to which the user added: `lib/extend` answers what it finds. */
  findReferences(): void {
    super.prepareStack();
  }

  /** Adds the reasons for what a scanner finds, for readers of the JSON alone. */
  override toTerraform(): object {
    const terraform = super.toTerraform() as object;
    addAcceptedFindings(terraform);
    return terraform;
  }

  private remoteStateOf(producer: MeshStack): DataTerraformRemoteStateS3 {
    const known = this.remoteStates.get(producer);
    if (known) return known;
    const { state } = producer.props;
    if (state === undefined)
      throw new Error(
        `bug: ${producer.stackName} keeps its state where no other stack can read it; please report`,
      );
    this.addDependency(producer);
    const [part = producer.stackName] = producer.stackName.split('-').slice(-1);
    const remote = addRemoteState(this, part, { stackName: producer.stackName, state });
    this.remoteStates.set(producer, remote);
    return remote;
  }
}
