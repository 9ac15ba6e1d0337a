/** Asks a registry for the digest of a tag, over its HTTP API: https://distribution.github.io/distribution/spec/api/ */
import { createHash } from 'node:crypto';
import { MeshError } from '../../mesh/checks/problem';
import type { RecordedDigest } from '../../ecs/containers/images';
import { digestUnknown } from './problems';

/** Indexes of images by platform come first: one digest then serves x86 and Graviton. */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** The host that answers for a registry name. */
export type OriginOf = (registry: string) => string;

/** Names of Docker Hub's images have another host than the one that answers. */
export const overHttps: OriginOf = (registry) =>
  registry === 'docker.io' ? 'https://registry-1.docker.io' : `https://${registry}`;

/**
 * `image` is `registry/path:tag`. The request is anonymous; if the registry gives a token without a login, it is used.
 */
export async function askDigest(image: string, originOf: OriginOf = overHttps): Promise<RecordedDigest> {
  const [, registry = '', path = '', tag = ''] = /^([^/]+)\/(.+):([^:]+)$/.exec(image) ?? [];
  const manifest = `/v2/${path}/manifests/${tag}`;
  const answer = await ask(image, `${originOf(registry)}${manifest}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const told = answer.headers.get('docker-content-digest') ?? digest;
  if (told !== digest)
    throw new MeshError([digestUnknown(image, `the registry says ${told}, its answer is ${digest}`)]);
  // The registry's clock, so that the file does not depend on this machine.
  const date = new Date(answer.headers.get('date') ?? '');
  if (Number.isNaN(date.getTime()))
    throw new MeshError([digestUnknown(image, 'the registry does not say when it answered')]);
  return { digest, source: `https://${registry}${manifest}`, date: date.toISOString().slice(0, 10) };
}

async function ask(image: string, url: string): Promise<Response> {
  const first = await request(image, url, { accept: MANIFESTS });
  const challenge = first.status === 401 ? first.headers.get('www-authenticate') : null;
  const answer =
    challenge === null
      ? first
      : await request(image, url, {
          accept: MANIFESTS,
          authorization: `Bearer ${await askToken(image, challenge)}`,
        });
  if (!answer.ok) throw new MeshError([digestUnknown(image, `the registry answers ${answer.status}`)]);
  return answer;
}

/** `Bearer realm="https://…/token",service="…",scope="repository:…:pull"` */
async function askToken(image: string, challenge: string): Promise<string> {
  const { realm, ...rest } = Object.fromEntries(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', text = '']) => [name, text]),
  );
  if (realm === undefined || !/^Bearer /i.test(challenge))
    throw new MeshError([digestUnknown(image, 'the registry requires a user')]);
  const answer = await request(image, `${realm}?${new URLSearchParams(rest)}`, {});
  const { token, access_token } = (answer.ok ? await answer.json() : {}) as {
    token?: string;
    access_token?: string;
  };
  const given = token ?? access_token;
  if (given === undefined)
    throw new MeshError([digestUnknown(image, `no token: ${realm} answers ${answer.status}`)]);
  return given;
}

async function request(image: string, url: string, headers: Record<string, string>): Promise<Response> {
  try {
    return await fetch(url, { headers, signal: AbortSignal.timeout(30_000) });
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? cause.message : message;
    throw new MeshError([digestUnknown(image, `${new URL(url).host} cannot be reached: ${reason}`)]);
  }
}
