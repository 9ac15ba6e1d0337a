/** The test tool for resources: application, stage and target in, synthesised stacks out. */
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { Testing } from 'cdktf';
import { application, http } from '../../lib/mesh';
import { aGateway, aMesh, aNode } from '../../lib/testing';
import { synthStacks } from '../../lib/testing/resources';
import { cpuTime } from '../support/cpu-time';

Testing.setupJest();
const shop = aMesh((stage) => ({ nodes: { web: aNode({ runs: { count: stage === 'prod' ? 3 : 1 } }) } }));

describe('synthStacks()', () => {
  it('names stacks as `npm run list` does, in the order in which they are deployed', () => {
    expect(synthStacks(shop).names).toEqual(['state', 'dev-shop-network', 'dev-shop-registry', 'dev-shop']);
  });

  it('gives the JSON that CDKTF’s matchers take', () => {
    const { json } = synthStacks(shop, { target: 'none' });
    expect(json('dev-shop')).toHaveResourceWithProperties(EcsService, { name: 'web', desired_count: 1 });
    expect(json('dev-shop')).not.toHaveResourceWithProperties(EcsService, { name: 'web', desired_count: 2 });
    expect(json('dev-shop')).not.toHaveResource(S3Bucket);
    expect(json('state')).toHaveResource(S3Bucket);
  });

  it('asks for the stage', () => {
    const { json } = synthStacks(shop, { stage: 'prod', target: 'none' });
    expect(json('prod-shop')).toHaveResourceWithProperties(EcsService, { desired_count: 3 });
  });

  it('asks for the target: the containers of a task say what it has beside the application', () => {
    const names = (target: 'none' | 'envoy') =>
      synthStacks(shop, { target })
        .containers('dev-shop', 'web')
        .map(({ name }) => name);
    expect(names('none')).toEqual(['app']);
    expect(names('envoy')).toEqual(expect.arrayContaining(['app', 'envoy']));
  });

  it('takes other settings by their names in the environment, and reads no other environment', () => {
    const before = process.env['MESH_STAGE'];
    process.env['MESH_STAGE'] = 'other';
    try {
      const { json } = synthStacks(shop, { target: 'none', settings: { AWS_REGION: 'eu-west-1' } });
      expect(json('dev-shop')).toContain('"region": "eu-west-1"');
    } finally {
      if (before === undefined) delete process.env['MESH_STAGE'];
      else process.env['MESH_STAGE'] = before;
    }
  });

  it('throws every problem of an unsound application', () => {
    const lost = aMesh({ services: { web: { to: 'wbe' } }, gateways: { ingress: aGateway({ routes: {} }) } });
    expect(() => synthStacks(lost)).toThrow(/gateway-routes-empty[^]*route-target-unknown/);
  });

  it('says which stacks and tasks there are where a name is wrong', () => {
    const stacks = synthStacks(shop, { target: 'none' });
    expect(() => stacks.json('shop')).toThrow(
      'no stack is named shop; there are "dev-shop", "dev-shop-network", "dev-shop-registry", "state"',
    );
    expect(() => stacks.containers('dev-shop', 'wbe')).toThrow(
      'no task definition in dev-shop is named wbe; there are "web"',
    );
  });

  it('answers in under a second, a synth included', () => {
    expect(cpuTime(() => synthStacks(shop, { target: 'envoy' }))).toBeLessThan(1000);
  });
});

describe('an application in the network of another one', () => {
  const living = (name: string, network: { readonly of: string } | { readonly zones: number }) =>
    application(name, () => ({
      mesh: name,
      namespace: `${name}.local`,
      nodes: { web: { listeners: [http(3000)], runs: { source: 'web' } } },
      services: { web: { to: 'web' } },
      network,
    }));
  const owner = living('owner', { zones: 2 });
  const guest = living('guest', { of: 'owner' });

  it('is synthesised beside the owner', () => {
    const { names, json } = synthStacks(guest, { target: 'envoy', beside: [owner] });
    expect(names).toEqual(expect.arrayContaining(['dev-owner-network', 'dev-guest']));
    expect(names).not.toContain('dev-guest-network');
    expect(json('dev-guest')).toContain('dev-owner-network.tfstate');
  });

  it('is a problem without the owner', () => {
    expect(() => synthStacks(guest, { target: 'envoy' })).toThrow(
      /"owner" is no application .*\[network-owner-unknown\]/,
    );
  });
});
