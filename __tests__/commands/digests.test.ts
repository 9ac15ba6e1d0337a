/**
 * Against a registry in this process that speaks the HTTP API as its specification says: no real registry can be asked
 * from here, so that public.ecr.aws answers likewise is taken from its documentation.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askDigests, DIGEST_FILE, writeDigests } from '../../lib/commands/images/digest-file';
import { askDigest, overHttps } from '../../lib/commands/images/registry-digest';
import {
  APP_MESH_ENVOY_IMAGE,
  ENVOY_IMAGE,
  OTEL_COLLECTOR_IMAGE,
  XRAY_DAEMON_IMAGE,
} from '../../lib/ecs/containers/images';
import { refusalOf } from './rejections';

const IMAGE = 'registry.example.org/team/envoy:v1';
const MANIFEST = '{"schemaVersion":2,"manifests":[]}';
const DIGEST = `sha256:${createHash('sha256').update(MANIFEST).digest('hex')}`;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let origin: string;
/** What the registry does with a request; each test has its own. */
let answer: Answer;
let asked: { url: string | undefined; accept: string | undefined; authorization: string | undefined }[];

beforeAll(async () => {
  server = createServer((request, response) => {
    const { url, headers } = request;
    asked.push({ url, accept: headers.accept, authorization: headers.authorization });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => (asked = []));

const manifest: Answer = (_, response) =>
  response.writeHead(200, { 'docker-content-digest': DIGEST, date: NOW }).end(MANIFEST);
const NOW = 'Sun, 22 Nov 2026 23:59:59 GMT';

/** Answers a caller with its token, and gives the token without a login. */
const guarded: Answer = (request, response) => {
  if (request.url?.startsWith('/token')) response.end('{"token":"anonymous"}');
  else if (request.headers.authorization === 'Bearer anonymous') manifest(request, response);
  else
    response
      .writeHead(401, {
        'www-authenticate': `Bearer realm="${origin}/token/",service="registry.example.org",scope="repository:team/envoy:pull"`,
      })
      .end();
};

const ask = () => askDigest(IMAGE, () => origin);

describe('the digest of a tag', () => {
  it('is the hash of what the registry answers, with its address and the day by its clock', async () => {
    answer = manifest;
    expect(await ask()).toEqual({
      digest: DIGEST,
      source: 'https://registry.example.org/v2/team/envoy/manifests/v1',
      date: '2026-11-22',
    });
    expect(asked.map(({ url }) => url)).toEqual(['/v2/team/envoy/manifests/v1']);
  });

  it('is that of all platforms, where the tag has several', async () => {
    answer = manifest;
    await ask();
    expect(asked[0]?.accept?.split(', ').slice(0, 2)).toEqual([
      'application/vnd.oci.image.index.v1+json',
      'application/vnd.docker.distribution.manifest.list.v2+json',
    ]);
  });

  it('is asked with the token that the registry gives without a login', async () => {
    answer = guarded;
    expect((await ask()).digest).toBe(DIGEST);
    expect(asked.map(({ url, authorization }) => [url, authorization])).toEqual([
      ['/v2/team/envoy/manifests/v1', undefined],
      ['/token/?service=registry.example.org&scope=repository%3Ateam%2Fenvoy%3Apull', undefined],
      ['/v2/team/envoy/manifests/v1', 'Bearer anonymous'],
    ]);
  });

  it.each<[string, Answer, string]>([
    ['the tag is not there', (_, response) => void response.writeHead(404).end(), 'the registry answers 404'],
    [
      'its answer is not what it says',
      (_, response) => void response.writeHead(200, { 'docker-content-digest': 'sha256:00' }).end(MANIFEST),
      `the registry says sha256:00, its answer is ${DIGEST}`,
    ],
    [
      'it wants a user',
      (_, response) => void response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
      'the registry requires a user',
    ],
    [
      'its token is refused',
      (request, response) =>
        request.url?.startsWith('/token')
          ? void response.writeHead(503).end()
          : void response.writeHead(401, { 'www-authenticate': `Bearer realm="${origin}/token"` }).end(),
      'answers 503',
    ],
  ])('is a problem where %s', async (_, given, reason) => {
    answer = given;
    const refusal = await refusalOf(ask);
    expect(refusal).toContain(`image "${IMAGE}": has no digest to write (`);
    expect(refusal).toContain(reason);
    expect(refusal).toContain('[digest-unknown]');
  });

  it('is a problem where no registry answers', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const refusal = await refusalOf(() => askDigest(IMAGE, () => `http://127.0.0.1:${port}`));
    expect(refusal).toContain(`(127.0.0.1:${port} cannot be reached: `);
  });
});

describe('npm run digests', () => {
  it.each([
    ['public.ecr.aws', 'https://public.ecr.aws'],
    ['docker.io', 'https://registry-1.docker.io'],
  ])('asks %s at %s', (registry, origin) => {
    expect(overHttps(registry)).toBe(origin);
  });

  it('asks for Envoy, the collector and X-Ray at the registry that their tags are in', async () => {
    answer = manifest;
    const registries: string[] = [];
    const digests = await askDigests((registry) => {
      registries.push(registry);
      return origin;
    });
    expect(digests.map(([image]) => image)).toEqual([
      ENVOY_IMAGE,
      APP_MESH_ENVOY_IMAGE,
      OTEL_COLLECTOR_IMAGE,
      XRAY_DAEMON_IMAGE,
    ]);
    expect(registries).toEqual(['docker.io', 'public.ecr.aws', 'public.ecr.aws', 'public.ecr.aws']);
  });

  it('reports every image that has no digest, and gives none of the others', async () => {
    answer = (request, response) =>
      request.url?.includes('xray') ? void response.writeHead(404).end() : manifest(request, response);
    const refusal = await refusalOf(() => askDigests(() => origin));
    expect(refusal).toBe(
      `image "${XRAY_DAEMON_IMAGE}": has no digest to write (the registry answers 404); check network and tag (lib/ecs/containers/images.ts); nothing has been written [digest-unknown]`,
    );
  });

  it('writes them to the one file, as Prettier would have it', async () => {
    const root = mkdtempSync(join(tmpdir(), 'digests-'));
    try {
      mkdirSync(join(root, 'lib/ecs/containers'), { recursive: true });
      answer = manifest;
      const digests = await askDigests(() => origin);
      writeDigests(root, digests);
      const text = readFileSync(join(root, DIGEST_FILE), 'utf8');
      expect(JSON.parse(text)).toEqual(Object.fromEntries(digests));
      const prettier = [require.resolve('prettier/bin/prettier.cjs'), '--parser', 'json'];
      expect(execFileSync(process.execPath, prettier, { input: text, encoding: 'utf8' })).toBe(text);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
