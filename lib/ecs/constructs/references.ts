/** Existing resources, as a stack finds them at plan: one data source for each state, parameter and set of tags. */
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { DataTerraformRemoteStateS3, Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import { wantHost } from './around/wanted-host';
import type { ReferenceKind } from '../../mesh/surroundings/reference-kind';
import { completeRef, type Ref, type StateRef } from '../../mesh/surroundings/reference';

export interface ReferencesProps {
  /** Bucket and region of a state that has neither: those of the project. */
  readonly state?: { readonly bucket: string; readonly region: string };
}

interface Within {
  /** Subnets are looked for in this VPC alone, if tags find them. */
  readonly vpcId?: string;
}

/** One for each stack. */
export class References extends Construct {
  private readonly states = new Map<string, DataTerraformRemoteStateS3>();
  private readonly parameters = new Map<string, DataAwsSsmParameter>();
  private readonly values = new Map<string, string>();
  private readonly lists = new Map<string, string[]>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ReferencesProps,
  ) {
    super(scope, id);
  }

  /** The id, ARN or name. For a literal it is the text itself, else a token. */
  find(given: Ref, kind: Exclude<ReferenceKind, 'subnets'>, within: Within = {}): string {
    const ref = completeRef(given);
    if (typeof ref === 'string') return ref;
    if ('state' in ref) {
      const state = this.stateOf(ref);
      if (kind === 'host')
        wantHost(state, `Output ${ref.output} of state ${ref.state}`, `outputs.${ref.output}`);
      return state.getString(ref.output);
    }
    if ('parameter' in ref) {
      const parameter = this.parameterOf(ref.parameter);
      if (kind === 'host') wantHost(parameter, `SSM parameter ${ref.parameter}`, 'insecure_value');
      return parameter.insecureValue;
    }
    return once(this.values, JSON.stringify([kind, ref.tags]), () =>
      byTags().idByTags(new Construct(this, this.freeId(idOf(kind, ...Object.values(ref.tags)))), kind, {
        ...ref,
        ...within,
      }),
    );
  }

  /**
   * Ids of subnets. One text is one of them. A state's output is a list, and a parameter is a `StringList`. In a list,
   * each reference leads to one subnet.
   * @param vpcId the VPC of all subnets of the stack, in which tags are looked for
   */
  findAll(given: Ref | readonly Ref[], vpcId: string): string[] {
    if (isList(given)) return given.map((ref) => this.find(ref, 'subnet', { vpcId }));
    const refs = completeRef(given);
    if (typeof refs === 'string') return [refs];
    if ('state' in refs) return this.stateOf(refs).getList(refs.output);
    if ('parameter' in refs)
      return Token.asList(Fn.split(',', this.parameterOf(refs.parameter).insecureValue));
    return once(this.lists, JSON.stringify(refs.tags), () =>
      byTags().subnetsByTags(
        new Construct(this, this.freeId(idOf('subnets', ...Object.values(refs.tags)))),
        refs.tags,
        vpcId,
      ),
    );
  }

  private stateOf({ state, bucket, region }: StateRef): DataTerraformRemoteStateS3 {
    const { state: own } = this.props;
    if (own === undefined) throw new Error('bug: a stack without a state in S3 reads another; please report');
    const where = { bucket: bucket ?? own.bucket, region: region ?? own.region };
    return once(this.states, JSON.stringify([state, where]), () => {
      const id = this.freeId(idOf('state', state.replace(/\.tfstate$/, '')));
      return new DataTerraformRemoteStateS3(this, id, { ...where, key: state });
    });
  }

  /** Its `insecureValue` is read: the provider marks `value` as sensitive. Then the plan hides every attribute made from it. */
  private parameterOf(name: string): DataAwsSsmParameter {
    return once(
      this.parameters,
      name,
      () => new DataAwsSsmParameter(this, this.freeId(idOf('parameter', name)), { name }),
    );
  }

  /** Two texts may differ only in characters that an address cannot have. */
  private freeId(id: string, count = 1): string {
    const tried = count === 1 ? id : `${id}_${count}`;
    return this.node.tryFindChild(tried) === undefined ? tried : this.freeId(id, count + 1);
  }
}

/** Loaded only if tags are used: its seven data sources would cost every synth 10 ms. */
const byTags = () => require('./found-by-tags') as typeof import('./found-by-tags');

/** The name of a resource that needs a reference: the text, or the words of the reference. */
export function referenceId(given: Ref): string {
  const ref = completeRef(given);
  if (typeof ref === 'string') return idOf(ref);
  if ('state' in ref) return idOf('state', ref.state.replace(/\.tfstate$/, ''), ref.output);
  if ('parameter' in ref) return idOf('parameter', ref.parameter);
  return idOf('tags', ...Object.values(ref.tags));
}

/** In lower case, since it is part of the address. Its `_` distinguishes it from names of nodes. */
function idOf(...words: readonly string[]): string {
  return words
    .join('_')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/_+$/, '');
}

const isList = (refs: Ref | readonly Ref[]): refs is readonly Ref[] => Array.isArray(refs);

function once<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
