/** The state bucket in S3. */
import { byText } from '../../mesh/by-key';
import type * as S3 from '@aws-sdk/client-s3';
import { childEnvironment, quietAwsSdk } from '../../project/settings/child-environment';
import { MeshError } from '../../mesh/checks/problem';
import { awsCallFailed } from './problems';
import type { BucketStanding, StateStore, StoredKey } from './state-store';
import { ask, clientConfig, failed, regionOf, statusOf } from './s3-calls';

/** The most keys that one DeleteObjects takes, and that one page of versions holds. */
const PAGE = 1000;

export function s3StateStore(bucket: string, region: string): StateStore {
  // The SDK takes a third of a second to load, and some commands never call AWS.
  const load = once(async () => {
    quietAwsSdk();
    const s3 = await import('@aws-sdk/client-s3');
    return { s3, client: new s3.S3Client({ ...clientConfig(region), forcePathStyle: usesPathStyle() }) };
  });
  const versions = async function* () {
    const { s3, client } = await load();
    yield* versionPages(client, s3, bucket);
  };
  return {
    bucket,
    standing: async () => standing(await load(), bucket, region),
    read: async (key) => {
      const { s3, client } = await load();
      const get = () =>
        client.send(new s3.GetObjectCommand({ Bucket: bucket, Key: key })).catch((error: unknown) => {
          if (statusOf(error) === 404) return undefined;
          throw error;
        });
      const found = await ask('s3:GetObject', get, `state "${key}"`);
      return found?.Body?.transformToString();
    },
    list: async (prefix) => {
      const { s3, client } = await load();
      const keys: string[] = [];
      let from: string | undefined;
      do {
        const asks = {
          Bucket: bucket,
          Prefix: prefix,
          ...(from !== undefined && { ContinuationToken: from }),
        };
        const page = await ask('s3:ListBucket', () => client.send(new s3.ListObjectsV2Command(asks)));
        keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
        from = page.NextContinuationToken;
      } while (from !== undefined);
      return keys.sort();
    },
    keys: async () => {
      const live = new Map<string, boolean>();
      for await (const page of versions()) {
        for (const { Key = '', IsLatest, marker } of page)
          live.set(Key, (live.get(Key) ?? false) || (IsLatest === true && !marker));
      }
      return [...live]
        .map(([key, isLive]): StoredKey => ({ key, live: isLive }))
        .sort(byText(({ key }) => key));
    },
    empty: async (progress) => {
      const { s3, client } = await load();
      let deleted = 0;
      for await (const page of versions()) {
        const Objects = page.map(({ Key = '', VersionId }) => ({ Key, ...(VersionId && { VersionId }) }));
        if (Objects.length === 0) continue;
        const { Errors = [] } = await ask('s3:DeleteObjects', () =>
          client.send(new s3.DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } })),
        );
        if (Errors[0]) throw new MeshError([awsCallFailed('s3:DeleteObjects', Errors[0].Message ?? '')]);
        progress((deleted += Objects.length));
      }
    },
  };
}

type Sdk = typeof S3;
type Version = (S3.ObjectVersion | S3.DeleteMarkerEntry) & { readonly marker: boolean };

async function* versionPages(client: S3.S3Client, s3: Sdk, bucket: string): AsyncGenerator<Version[]> {
  let position: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (position !== undefined) {
    const from: { KeyMarker?: string; VersionIdMarker?: string } = position;
    const page = await ask('s3:ListBucketVersions', () =>
      client.send(new s3.ListObjectVersionsCommand({ Bucket: bucket, MaxKeys: PAGE, ...from })),
    );
    yield [
      ...(page.Versions ?? []).map((version) => ({ ...version, marker: false })),
      ...(page.DeleteMarkers ?? []).map((version) => ({ ...version, marker: true })),
    ];
    position = page.IsTruncated
      ? {
          ...(page.NextKeyMarker !== undefined && { KeyMarker: page.NextKeyMarker }),
          ...(page.NextVersionIdMarker !== undefined && { VersionIdMarker: page.NextVersionIdMarker }),
        }
      : undefined;
  }
}

async function standing(
  { s3, client }: { s3: Sdk; client: S3.S3Client },
  bucket: string,
  region: string,
): Promise<BucketStanding> {
  const account = await ownAccount(region);
  try {
    // A bucket of another account may answer too, if it lets us in. So the call names the owner that we expect.
    const found = await client.send(
      new s3.HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: account }),
    );
    const at = found.BucketRegion ?? region;
    return at === region ? { kind: 'own' } : { kind: 'elsewhere', region: at };
  } catch (error) {
    const status = statusOf(error);
    if (status === 404) return { kind: 'none' };
    if (status === 403) return { kind: 'foreign', account };
    const at = regionOf(error);
    if (at !== undefined && at !== region) return { kind: 'elsewhere', region: at };
    throw failed('s3:HeadBucket', error);
  }
}

/** Needs no permission, so it distinguishes missing credentials from a bucket that is closed. */
async function ownAccount(region: string): Promise<string> {
  const sts = await import('@aws-sdk/client-sts');
  const client = new sts.STSClient(clientConfig(region));
  const { Account } = await ask('sts:GetCallerIdentity', () =>
    client.send(new sts.GetCallerIdentityCommand({})),
  );
  return Account ?? '';
}

/** A custom endpoint has one host, so the bucket cannot be part of the host. */
function usesPathStyle(): boolean {
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3 } = childEnvironment();
  return Boolean(AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL);
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
