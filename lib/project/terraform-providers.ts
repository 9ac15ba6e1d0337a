/** The Terraform providers that the JSON needs, and the versions for which it is written. */

/** By their names in `required_providers`. */
export type ProviderName = 'aws' | 'docker';

export interface Provider {
  /** `hashicorp/aws` */
  readonly source: string;
  /** The first version that understands the JSON: `5.100.0`. */
  readonly first: string;
  /** Versions from here on were not tried: `7.0.0`. */
  readonly below: string;
}

export const PROVIDERS: Readonly<Record<ProviderName, Provider>> = {
  // 5.100 is the last 5.x. Our JSON uses only what both majors have. 7.x may drop App Mesh, as earlier majors dropped
  // services that had ended.
  aws: { source: 'hashicorp/aws', first: '5.100.0', below: '7.0.0' },
  // The typings are of 3.6.2; 4.x was never tried.
  docker: { source: 'kreuzwerker/docker', first: '3.6.2', below: '4.0.0' },
};

/** The output of a stack with the provider version that wrote its state: `aws_provider_version`. */
export const providerOutput = (name: ProviderName) => `${name}_provider_version`;

/** In the form of `required_providers`: `>= 5.100.0, < 7.0.0`. */
export function versionRange({ first, below }: Provider): string {
  return `>= ${first}, < ${below}`;
}

/** `5.100.0`, without any `-beta1`: pre-releases are not pinned. */
export const isVersion = (text: string) => /^\d{1,6}\.\d{1,6}\.\d{1,6}$/.test(text);

export function isInRange(version: string, { first, below }: Provider): boolean {
  return !isOlder(version, first) && isOlder(version, below);
}

/** By number: 5.99.0 is older than 5.100.0. */
export function isOlder(version: string, than: string): boolean {
  const theirs = numbersOf(than);
  const differing = numbersOf(version).findIndex((number, index) => number !== theirs[index]);
  return differing >= 0 && (numbersOf(version)[differing] ?? 0) < (theirs[differing] ?? 0);
}

const numbersOf = (version: string) => version.split('.').map(Number);
