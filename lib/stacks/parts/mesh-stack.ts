/** A stack with readable addresses, its own state and typed outputs that other stacks may read. */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  DataTerraformRemoteStateS3,
  S3Backend,
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
import { snake } from '../../ecs/constructs/shared-outputs';
import { addAcceptedFindings } from './checkov-exceptions';

export interface StateProps {
  readonly bucket: string;
  readonly region: string;
}

export interface StackOutput {
  readonly value: unknown;
  readonly description: string;
}

export interface MeshStackProps {
  readonly region: string;
  /** False for a stack without resources of AWS, which then needs no AWS provider. @default true */
  readonly aws?: boolean;
  /** On every resource that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** Where the state is kept. @default - the stack's own backend, see `StateStack` */
  readonly state?: StateProps;
}

/** The S3 backend's native lock file came with 1.10. */
const TERRAFORM_VERSION = '>= 1.10.0';

export class MeshStack extends TerraformStack {
  private readonly paths = new Map<string, string>();
  private readonly remoteStates = new Map<MeshStack, DataTerraformRemoteStateS3>();

  constructor(
    scope: Construct,
    readonly stackName: string,
    private readonly props: MeshStackProps,
  ) {
    super(scope, stackName);
    if (props.aws !== false) this.addAwsProvider(props);
    this.addOverride('terraform.required_version', TERRAFORM_VERSION);
    if (props.state) {
      const { bucket, region } = props.state;
      // cdktf's type does not know the lock file yet.
      new S3Backend(this, { bucket, region, key: stateKey(stackName), encrypt: true }).addOverride(
        'use_lockfile',
        true,
      );
    }
  }

  /** Part of the stack's contract: a stable snake_case name, a description, never a secret. */
  addOutput(name: string, output: StackOutput): void {
    new TerraformOutput(this, name, output);
  }

  /** @param of whose they are, in front of each name @default - the stack's own */
  addOutputs(outputs: Readonly<Record<string, StackOutput>>, of?: string): void {
    const prefix = of === undefined ? '' : `${snake(of)}_`;
    for (const [name, output] of Object.entries(outputs)) this.addOutput(`${prefix}${name}`, output);
  }

  /**
   * @param version the very one that the project's lock file has, such as `5.100.0`; the state then says which one wrote it
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

  /** An output of another stack, read from its state. Terraform says so plainly when that stack is not deployed yet. */
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

  /**
   * The address of an element: the names on its path, joined by `_`. Parts in PascalCase are ours and say what kind of
   * thing it is, which Terraform's own part of the address says too, so they are left out: `Nodes/red/task/Role` is
   * `aws_iam_role.red_task`. The user's names are in lower case. Two elements with one address are our bug.
   */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const { path, id } = element instanceof TerraformElement ? element.node : element;
    const names = path
      .split('/')
      .slice(1)
      .filter((part) => !/^[A-Z]/.test(part));
    const address = names.length > 0 ? names.join('_') : snakeCase(id);
    const kind =
      element instanceof TerraformResource ? element.terraformResourceType : element.constructor.name;
    const key = `${kind}.${address}`;
    const owner = this.paths.get(key);
    if (owner !== undefined && owner !== path)
      throw new Error(`bug: ${owner} and ${path} share the address ${key}; please report`);
    this.paths.set(key, path);
    return address;
  }

  /**
   * cdktf resolves everything once more here, to find references into other stacks. Ours are outputs read by name
   * (`stringOf`), so there is nothing to find, and a third of the synth is saved.
   */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  /** With the reasons for what a scanner finds, for those who only see the JSON. */
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
    const remote = new DataTerraformRemoteStateS3(this, part, {
      bucket: state.bucket,
      region: state.region,
      key: stateKey(producer.stackName),
    });
    this.remoteStates.set(producer, remote);
    return remote;
  }
}

/** One object per stack, so that stages and stacks never share a state. */
export function stateKey(stackName: string): string {
  return `${stackName}.tfstate`;
}

function snakeCase(id: string): string {
  return id.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
