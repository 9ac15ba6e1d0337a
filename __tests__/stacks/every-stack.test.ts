import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { aGateway, aMesh } from '../../lib/testing';
import {
  addresses,
  type Block,
  ROOT,
  type Stack,
  synthApplications,
  synthColorTeller,
  synthWorkshop,
} from '../support/synth';

const dev = synthColorTeller({ MESH_STATE_BUCKET: 'acme-state', AWS_REGION: 'eu-west-1' });
const shop = synthApplications([aMesh({ gateways: { ingress: aGateway() } })]);
const workshop = synthWorkshop();
const every = [...dev.stacks, ...workshop.stacks.slice(1), ...shop.stacks].map((stack): [string, Stack] => [
  stack.name,
  stack,
]);
const inBucket = every.filter(([name]) => name !== 'state');

/** Every body of a resource, with its address. */
const resources = ({ terraform }: Stack): [string, Block][] =>
  Object.entries(terraform.resource ?? {}).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([name, body]): [string, Block] => [`${type}.${name}`, body]),
  );

describe('the stacks', () => {
  it('are state, and three for an application in one stack, with the stage in front: network, registry and the application', () => {
    expect(dev.stacks.map(({ name }) => name)).toEqual([
      'state',
      'dev-color-teller-network',
      'dev-color-teller-registry',
      'dev-color-teller',
    ]);
  });

  it('are a platform, and one for each service, where the application says what is deployed together', () => {
    expect(workshop.stacks.map(({ name }) => name)).toEqual([
      'state',
      'dev-ecsworkshop-network',
      'dev-ecsworkshop-registry',
      'dev-ecsworkshop-platform',
      'dev-ecsworkshop-crystal',
      'dev-ecsworkshop-nodejs',
      'dev-ecsworkshop-frontend',
    ]);
  });

  it('share no name between stages but state, so that no stage ever writes into another one’s state', () => {
    const prod = synthColorTeller({ MESH_STAGE: 'prod' });
    const names = new Set(dev.stacks.map(({ name }) => name));
    expect(prod.stacks.map(({ name }) => name).filter((name) => names.has(name))).toEqual(['state']);
  });
});

describe.each(every)('stack %s', (name, stack) => {
  it('takes any AWS provider from the last 5.x to the last 6.x, and terraform from 1.10 on', () => {
    expect(stack.terraform.terraform).toMatchObject({
      required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } },
      required_version: '>= 1.10.0',
    });
  });

  it('says nothing to the provider but the region and the tags of everything', () => {
    expect(stack.json).toHaveProviderWithProperties(AwsProvider, {
      default_tags: expect.anything() as unknown,
    });
    expect(stack.terraform.provider.aws.map((provider) => Object.keys(provider).sort())).toEqual([
      ['default_tags', 'region'],
    ]);
  });

  it('holds no endpoint, credential, account or path of a machine', () => {
    const told = [
      /"\w*(endpoint|access_key|secret_key|token|profile|credential)\w*":/gi,
      // An account id is twelve digits.
      /(?<!\d)\d{12}(?!\d)/g,
      /"(file:\/\/)?\/(home|root|tmp|usr|work|Users)\/[^"]*"/g,
    ];
    expect(told.flatMap((pattern) => stack.json.match(pattern) ?? [])).toEqual([]);
    expect(stack.json.includes(ROOT)).toBe(false);
  });

  it('sets `region` on no resource: only 6.x has it', () => {
    expect(resources(stack).filter(([, body]) => 'region' in body)).toEqual([]);
  });

  it('has addresses that Terraform takes', () => {
    const taken = /^(data\.)?[a-z0-9_]+\.[A-Za-z_][A-Za-z0-9_-]*$/;
    expect(addresses(stack).filter((address) => !taken.test(address))).toEqual([]);
  });

  it('is plain ASCII, since AWS refuses some descriptions that are not, and a terminal may not show them', () => {
    expect(stack.json.match(/[^\x20-\x7e\n]+/g) ?? []).toEqual([]);
  });

  it('says of each output what it is, and keeps none secret', () => {
    for (const [output, body] of Object.entries(stack.terraform.output ?? {})) {
      expect(output).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
      expect(body).toEqual({
        description: expect.stringMatching(/^[A-Z].{9,}[^.]$/),
        value: expect.anything(),
      });
    }
  });

  it('names itself in the tags of everything it makes', () => {
    expect(stack.terraform.provider.aws[0]?.['default_tags']).toMatchObject([
      { tags: { ManagedBy: 'terraform', Stack: name } },
    ]);
  });

  it('has tags that AWS takes: at most 50, of letters, digits, spaces and _.:/=+-@', () => {
    const [own] = stack.terraform.provider.aws[0]?.['default_tags'] as [{ tags: Record<string, string> }];
    for (const [, { tags = {} }] of resources(stack) as [string, { tags?: Record<string, string> }][]) {
      const all = Object.entries({ ...own.tags, ...tags });
      expect(all.length).toBeLessThanOrEqual(50);
      expect(
        all.filter(
          ([key, value]) =>
            !/^(?!aws:)[\w.:/=+@ -]{1,128}$/.test(key) || !/^[\w.:/=+@ -]{0,256}$/.test(value),
        ),
      ).toEqual([]);
    }
  });
});

describe.each(inBucket)('the state of stack %s', (name, stack) => {
  it('is an object of its own in the bucket, encrypted, with the native lock file', () => {
    expect(stack.terraform.terraform['backend']).toEqual({
      s3: {
        bucket: dev.stacks.includes(stack) ? 'acme-state' : 'meshwright-example-state',
        encrypt: true,
        key: `${name}.tfstate`,
        region: dev.stacks.includes(stack) ? 'eu-west-1' : 'us-west-2',
        use_lockfile: true,
      },
    });
  });
});

describe('an application’s tags', () => {
  it('say stage, application and stack, on its tasks too: a bill can be split by them', () => {
    const { terraform } = dev.stack('dev-color-teller');
    expect(terraform.provider.aws[0]).toEqual({
      region: 'eu-west-1',
      default_tags: [
        {
          tags: {
            Application: 'color-teller',
            ManagedBy: 'terraform',
            Stack: 'dev-color-teller',
            Stage: 'dev',
          },
        },
      ],
    });
    for (const body of Object.values(terraform.resource?.['aws_ecs_service'] ?? {}))
      expect(body).toMatchObject({ propagate_tags: 'SERVICE', enable_ecs_managed_tags: true });
  });
});
