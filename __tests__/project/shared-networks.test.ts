/** Several applications in one network: one owns it and goes first, and no name of a zone is taken twice. */
import { validateDownstream } from '../../lib/commands/deploy/destroy-checks';
import { application, type ApplicationDefinition, http } from '../../lib/mesh';
import { formatProblem } from '../../lib/mesh/checks/problem';
import { listStacks } from '../../lib/project';
import { joinNetworks, validateSharedNetworks } from '../../lib/project/shared-networks';
import { aNode } from '../../lib/testing';
import { resourcesOf, synthApplications } from '../support/synth';

const app = (name: string, parts: Partial<ApplicationDefinition> = {}) =>
  application(name, () => ({
    mesh: name,
    namespace: `${name}.local`,
    nodes: { [`${name}-web`]: aNode({ runs: { source: 'web' } }) },
    services: {},
    ...parts,
  }));
const platform = (parts: Partial<ApplicationDefinition> = {}) => app('platform', parts);
const shop = (parts: Partial<ApplicationDefinition> = {}) =>
  app('shop', { network: { of: 'platform' }, ...parts });
const at = (...sources: readonly ReturnType<typeof app>[]) =>
  joinNetworks(sources.map((source) => source.at({ stage: 'dev' })));
const problemsOf = (...sources: readonly ReturnType<typeof app>[]) =>
  validateSharedNetworks(at(...sources)).map(formatProblem);

describe('the owner of a network', () => {
  it('is deployed before the applications that live in it, whatever their order', () => {
    const order = [
      'state',
      'dev-platform-network',
      'dev-platform-registry',
      'dev-platform',
      'dev-shop-registry',
      'dev-shop',
    ];
    for (const both of [at(platform(), shop()), at(shop(), platform())])
      expect(listStacks(both, 'elsewhere').map(({ name }) => name)).toEqual(order);
  });

  it('is not destroyed while another application lives in it', () => {
    const stacks = listStacks(at(platform(), shop()), 'elsewhere');
    const chosen = stacks.filter(({ name }) => name.startsWith('dev-platform'));
    const states = new Map([
      ['dev-shop', [{ type: 'aws_lb', name: 'a', address: 'aws_lb.a', dependsOn: [], instances: [{}] }]],
    ]);
    expect(validateDownstream(chosen, stacks, states).map(formatProblem)).toEqual([
      'stack "dev-platform-network": is used by stack "dev-shop", which still holds 1 resource (aws_lb.a); destroy "dev-shop" first, or name both [stack-in-use]',
    ]);
    expect(validateDownstream(stacks, stacks, states)).toEqual([]);
  });

  it('says of the network what those in it need to know', () => {
    const [, guest] = at(platform({ network: { cidr: '10.7.0.0/16', nat: 'none' } }), shop());
    expect(guest?.network).toMatchObject({
      kind: 'of',
      of: 'platform',
      owner: { cidr: '10.7.0.0/16', nat: 'none' },
    });
  });
});

it('an application in the network of another one reads it from the state of that one', () => {
  const inner = { inner: { listener: http(8080), routes: { all: { service: 'web' } } } };
  const { stack } = synthApplications([
    platform({ network: { cidr: '10.7.0.0/16' } }),
    shop({ services: { web: { to: 'shop-web' } }, gateways: inner }),
  ]);
  const own = stack('dev-shop');
  const read = '${data.terraform_remote_state.network.outputs';
  expect(own.terraform.data?.['terraform_remote_state']).toMatchObject({
    network: { config: { key: 'dev-platform-network.tfstate' } },
  });
  expect(resourcesOf(own, 'aws_ecs_service')).toMatchObject({
    inner: { network_configuration: { subnets: `${read}.private_subnet_ids}` } },
  });
  expect(resourcesOf(own, 'aws_vpc_security_group_ingress_rule')).toMatchObject({
    inner_from_own_network_8080: { cidr_ipv4: '10.7.0.0/16' },
  });
});

it('endpoints of a network without a way out are for all that live in it', () => {
  const { stack } = synthApplications(
    [platform({ network: { nat: 'none' } }), shop({ tracing: { samplingRate: 1 } })],
    { MESH_IMAGE_MIRROR: '123456789012.dkr.ecr.us-west-2.amazonaws.com' },
  );
  const services = Object.values(resourcesOf(stack('dev-platform-network'), 'aws_vpc_endpoint')).map(
    ({ service_name }) => service_name,
  );
  expect(services).toContain('com.amazonaws.us-west-2.xray');
});

describe('problems', () => {
  it('are none for two applications with names of their own', () => {
    expect(problemsOf(platform(), shop())).toEqual([]);
  });

  it('name an owner that is not there', () => {
    expect(problemsOf(platform(), shop({ network: { of: 'platfrom' } }))).toEqual([
      'application "shop" > network: "platfrom" is no application with a network of its own, such are: "platform"; did you mean "platform"? [network-owner-unknown]',
    ]);
  });

  it('name an owner that lives with another one itself', () => {
    const chain = app('bank', { network: { of: 'shop' } });
    expect(problemsOf(platform(), shop(), chain)).toEqual([
      'application "bank" > network: application "shop" lives in a network that is not its own; name its owner, or one of "platform" [network-owner-none]',
    ]);
    expect(problemsOf(shop({ network: { of: 'shop' } }))).toEqual([
      'application "shop" > network: application "shop" lives in a network that is not its own; use the same `existing` [network-owner-none]',
    ]);
  });

  it('name a zone that a VPC would have twice, in whichever letters', () => {
    expect(problemsOf(platform({ namespace: 'a.local' }), shop({ namespace: 'A.local' }))).toEqual([
      'application "shop" > namespace: application "platform" lives in the same network, and a VPC has one private zone "A.local"; give one of them another namespace [namespace-twice]',
    ]);
    expect(problemsOf(platform({ namespace: 'a.local' }), app('bank', { namespace: 'a.local' }))).toEqual([]);
  });

  it('name hosts that two applications of one namespace would both take', () => {
    const network = { existing: { vpc: 'vpc-0a1b2c3d', private: 'subnet-0a1b2c3d' } };
    const parts = { network, namespace: { name: 'a.local', existing: 'ns-0a1b2c3d' } };
    expect(problemsOf(app('bank', parts), app('shop', parts))).toEqual([]);
    const services = { web: { to: 'web' } };
    const same = { ...parts, nodes: { web: aNode() }, services };
    expect(problemsOf(app('bank', same), app('shop', same))).toEqual([
      'application "shop" > namespace: application "bank" has the same namespace, and both take "web.a.local"; rename them in one of the two [namespace-names]',
    ]);
    const other = { ...parts, namespace: { name: 'a.local', existing: 'ns-0b1b2c3d' } };
    expect(problemsOf(app('bank', parts), app('shop', other))).toHaveLength(1);
  });
});
