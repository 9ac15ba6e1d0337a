/** The calls that commands make to the state bucket. It separates decisions from S3. */

export type BucketStanding =
  | { readonly kind: 'none' }
  | { readonly kind: 'own' }
  /** It belongs to another account, or is closed to these credentials: S3 does not say which. */
  | { readonly kind: 'foreign'; readonly account: string }
  | { readonly kind: 'elsewhere'; readonly region: string };

export interface StoredKey {
  readonly key: string;
  /** False if only older versions or a delete marker are left. */
  readonly live: boolean;
}

export interface StateStore {
  readonly bucket: string;
  standing(): Promise<BucketStanding>;
  /** Undefined if there is no such object. */
  read(key: string): Promise<string | undefined>;
  /** Keys of objects that begin with the text, sorted. Needs no more rights than a plan. */
  list(prefix: string): Promise<string[]>;
  /** Every key that has a version or a delete marker, each once, sorted. */
  keys(): Promise<StoredKey[]>;
  /** Deletes every version and every delete marker for ever. */
  empty(progress: (deleted: number) => void): Promise<void>;
}
