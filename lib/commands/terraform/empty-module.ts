/** A root module that declares nothing: with it terraform destroys what a state holds, in the order of dependencies. */

/** The parts of a stack's JSON that it needs. */
interface Module {
  readonly terraform: { readonly backend: { readonly s3?: object } };
  readonly provider?: { readonly aws?: readonly Provider[] };
  readonly variable?: object;
}

interface Provider {
  readonly default_tags?: readonly { readonly tags: object }[];
}

/**
 * @param like JSON of a stack of the same application, or of the stack itself: it has provider, region and bucket
 * @param name of the stack; it declares the variables whose values users keep beside the stack
 */
export function emptyModule(like: string, name: string): string {
  // A cast, since it is JSON that this project wrote.
  const { terraform, provider, variable } = JSON.parse(like) as Module;
  const s3 = { ...terraform.backend.s3, key: `${name}.tfstate` };
  const aws = (provider?.aws ?? []).map((each) => ({
    ...each,
    default_tags: (each.default_tags ?? []).map(({ tags }) => ({ tags: { ...tags, Stack: name } })),
  }));
  const module = { terraform: { ...terraform, backend: { s3 } }, provider: { ...provider, aws }, variable };
  return `${JSON.stringify(module, undefined, 2)}\n`;
}
