/**
 * Where to find a thing that exists already. The model holds this reference and never the value, which only AWS knows.
 */
import { byKey } from '../by-key';
import { fields, optional } from '../checks/fields';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { isObject, named, type Shape, text, wrongType } from '../checks/shape';
import { referenceKinds, type ReferenceKind } from './reference-kind';

/** An output of another Terraform state, which lies in S3. */
export interface StateRef {
  /** Key of the state's object: `network/terraform.tfstate`. */
  readonly state: string;
  /** Name of the output. */
  readonly output: string;
  /** @default - the project's own state bucket */
  readonly bucket?: string;
  /** Region of the bucket. @default - the project's region */
  readonly region?: string;
}

/** An SSM parameter of type `String` or `StringList`. A plan cannot read the value of a `SecureString`. */
export interface ParameterRef {
  /** Its name, or its ARN if another account shares it. */
  readonly parameter: string;
}

export type Tags = Readonly<Record<string, string>>;

/** The only thing of its kind with all of these tags. For subnets: all of them. */
export interface TagsRef {
  readonly tags: Tags;
}

/** A text is the id, the ARN or the name itself, whichever AWS uses for such a thing. */
export type Ref = string | StateRef | ParameterRef | TagsRef;

/** @example fromState('network/terraform.tfstate', 'vpc_id') */
export function fromState(
  state: string,
  output: string,
  options: Pick<StateRef, 'bucket' | 'region'> = {},
): StateRef {
  return { ...options, state, output };
}

/** @example fromParameter('/network/vpc-id') */
export function fromParameter(name: string): ParameterRef {
  return { parameter: name };
}

/** @example byTags({ Name: 'main' }) */
export function byTags(tags: Tags): TagsRef {
  return { tags };
}

const EXPECTED = 'text, fromState(…), fromParameter(…) or byTags(…)';
const stateShape = fields<StateRef>({
  state: text,
  output: text,
  bucket: optional(text),
  region: optional(text),
});
const parameterShape = fields<ParameterRef>({ parameter: text });
const tagsShape = fields<TagsRef>({ tags: named('tag', text) });

export const refShape: Shape = (value, place) => {
  if (typeof value === 'string') return [];
  if (!isObject(value)) return [wrongType(place, EXPECTED, value)];
  if ('state' in value) return stateShape(value, place);
  if ('parameter' in value) return parameterShape(value, place);
  return 'tags' in value ? tagsShape(value, place) : [wrongType(place, EXPECTED, value)];
};

/** Equal references give equal text, whatever the order of their fields: names may contain it. */
export function completeRef(ref: Ref): Ref {
  if (typeof ref === 'string' || 'parameter' in ref) return ref;
  if ('tags' in ref) return { tags: Object.fromEntries(Object.entries(ref.tags).sort(byKey)) };
  const { state, output, bucket, region } = ref;
  return {
    state,
    output,
    ...(bucket !== undefined && { bucket }),
    ...(region !== undefined && { region }),
  };
}

export interface ReferencePlace {
  readonly kind: ReferenceKind;
  /** Path of the field, in the user's words. */
  readonly where: string;
}

export function validateRef(ref: Ref, { kind, where }: ReferencePlace): Problem[] {
  if (typeof ref === 'string') return validateLiteral(ref, { kind, where });
  if ('state' in ref) return validateState(ref, where);
  if ('parameter' in ref)
    return PARAMETER.test(ref.parameter) ? [] : [problems.referenceParameter(where, ref.parameter)];
  return validateTags(ref.tags, { kind, where });
}

function validateLiteral(value: string, { kind, where }: ReferencePlace): Problem[] {
  const facts = referenceKinds[kind];
  return facts.literal.test(value) ? [] : [problems.referenceLiteral(where, value, facts)];
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html: with its ARN, 1,011 characters. */
const PARAMETER = /^(arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/)?[A-Za-z0-9_./-]{1,1011}$/;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers */
const OUTPUT = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html: characters that are safe in a key, and its length.
 * The backend refuses a `/` at the beginning.
 */
const KEY = /^(?!\/)[\w!.*'()/-]{1,1024}$/;

function validateState({ state, output, bucket, region }: StateRef, where: string): Problem[] {
  return [
    ...(KEY.test(state) ? [] : [problems.referenceStateKey(where, state)]),
    ...(OUTPUT.test(output) ? [] : [problems.referenceOutput(where, output)]),
    ...(bucket === undefined || BUCKET.test(bucket) ? [] : [problems.referenceBucket(where, bucket)]),
    ...(region === undefined || REGION.test(region) ? [] : [problems.referenceRegion(where, region)]),
  ];
}

function validateTags(tags: Tags, { kind, where }: ReferencePlace): Problem[] {
  const { noun, hasTags } = referenceKinds[kind];
  if (!hasTags) return [problems.referenceByTags(where, noun)];
  const all = Object.entries(tags);
  if (all.length === 0) return [problems.referenceTagsEmpty(where)];
  return all
    .filter((tag) => !TAG.test(tag.join('=')))
    .map(([key, value]) => problems.referenceTag(where, `${key}=${value}`));
}

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const TAG = /^[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}=[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u;
