import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { s3StateStore } from '../../../lib/commands/terraform-state/s3-state-store';
import { refusalOf } from '../rejections';

/** Answers as S3 and STS do: status, headers and body, by what is asked. */
type Answer = readonly [status: number, body?: string, headers?: Record<string, string>];

const ACCOUNT = '123456789012';
const IDENTITY: Answer = [
  200,
  `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Account>${ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
];

describe('the state bucket in S3', () => {
  let server: Server;
  let answer: (request: IncomingMessage, body: string) => Answer;
  const asked: string[] = [];
  const before = { ...process.env };

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push(`${request.method} ${request.url?.replace(/x-id=\w+/, '')}`);
        const [status, text = '', headers = {}] = request.url === '/' ? IDENTITY : answer(request, body);
        response.writeHead(status, { 'Content-Type': 'application/xml', ...headers }).end(text);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_MAX_ATTEMPTS: '1',
    });
  });
  afterAll(async () => {
    process.env = before;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => (asked.length = 0));

  const store = () => s3StateStore('acme-states', 'us-west-2');

  it.each<[string, Answer, object]>([
    ['ours', [200, '', { 'x-amz-bucket-region': 'us-west-2' }], { kind: 'own' }],
    ['not there', [404], { kind: 'none' }],
    ['of another account, or closed', [403], { kind: 'foreign', account: ACCOUNT }],
    [
      'of another region',
      [301, '', { 'x-amz-bucket-region': 'eu-west-1' }],
      { kind: 'elsewhere', region: 'eu-west-1' },
    ],
    [
      'of another region, though it answers',
      [200, '', { 'x-amz-bucket-region': 'eu-west-1' }],
      { kind: 'elsewhere', region: 'eu-west-1' },
    ],
  ])('can be %s', async (_, head, standing) => {
    answer = () => head;
    expect(await store().standing()).toEqual(standing);
  });

  it('is asked for with the owner we expect, since one of another account may let us in', async () => {
    let expected: unknown;
    answer = (request) => {
      expected = request.headers['x-amz-expected-bucket-owner'];
      return [200];
    };
    await store().standing();
    expect(expected).toBe(ACCOUNT);
    expect(asked).toEqual(['POST /', 'HEAD /acme-states/']);
  });

  it('gives a state, or nothing where there is none', async () => {
    answer = (request) =>
      request.url?.startsWith('/acme-states/a.tfstate')
        ? [200, '{"version":4}']
        : [404, '<Error><Code>NoSuchKey</Code></Error>'];
    expect(await store().read('a.tfstate')).toBe('{"version":4}');
    expect(await store().read('b.tfstate')).toBeUndefined();
  });

  it('does not take a state it may not read for none', async () => {
    answer = () => [403, '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'];
    expect(await refusalOf(() => store().read('a.tfstate'))).toBe(
      'state "a.tfstate": s3:GetObject failed (Access Denied); check credentials (AWS_PROFILE or AWS_ACCESS_KEY_ID), permissions and network [aws-call-failed]',
    );
  });

  const version = (tag: string, key: string, isLatest: boolean) =>
    `<${tag}><Key>${key}</Key><VersionId>${key}-1</VersionId><IsLatest>${isLatest}</IsLatest></${tag}>`;
  const pages: (request: IncomingMessage) => Answer = ({ url = '' }) => {
    const asks = new URLSearchParams(url.split('?')[1]);
    // Both marks: a page may end between two versions of one key.
    const first = asks.get('key-marker') !== 'b' || asks.get('version-id-marker') !== 'v';
    const next =
      '<IsTruncated>true</IsTruncated><NextKeyMarker>b</NextKeyMarker><NextVersionIdMarker>v</NextVersionIdMarker>';
    const content = first
      ? [
          next,
          version('Version', 'b', true),
          version('Version', 'a', false),
          version('DeleteMarker', 'a', true),
        ]
      : ['<IsTruncated>false</IsTruncated>', version('Version', 'b', false), version('Version', 'c', true)];
    return [200, `<ListVersionsResult>${content.join('')}</ListVersionsResult>`];
  };

  it('lists every key once over all pages, and knows which are only history', async () => {
    answer = pages;
    expect(await store().keys()).toEqual([
      { key: 'a', live: false },
      { key: 'b', live: true },
      { key: 'c', live: true },
    ]);
  });

  it('is emptied of versions and delete markers, page by page', async () => {
    const deletions: string[][] = [];
    answer = (request, body) => {
      if (request.method !== 'POST') return pages(request);
      deletions.push([...body.matchAll(/<VersionId>([^<]*)/g)].map(([, id = '']) => id));
      return [200, '<DeleteResult></DeleteResult>'];
    };
    const progress: number[] = [];
    await store().empty((deleted) => progress.push(deleted));
    expect(deletions).toEqual([
      ['b-1', 'a-1', 'a-1'],
      ['b-1', 'c-1'],
    ]);
    expect(progress).toEqual([3, 5]);
  });

  it('is not taken for empty where a version stays', async () => {
    answer = (request) =>
      request.method === 'POST'
        ? [200, '<DeleteResult><Error><Key>b</Key><Message>Object is locked</Message></Error></DeleteResult>']
        : pages(request);
    expect(await refusalOf(() => store().empty(() => undefined))).toMatch(
      /^AWS: s3:DeleteObjects failed \(Object is locked\);/,
    );
  });
});
