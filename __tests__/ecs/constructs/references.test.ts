/** Each reference is found once for each stack, by a data source with a readable address. */
import { Testing } from 'cdktf';
import type { References } from '../../../lib/ecs/constructs/references';
import { byTags, fromParameter, fromState, type Ref } from '../../../lib/mesh';
import { type ReferenceKind, referenceKinds } from '../../../lib/mesh/surroundings/reference-kind';
import { MeshStack } from '../../../lib/stacks/parts/mesh-stack';
import type { TerraformJson } from '../../support/synth';

const state = { bucket: 'shop-state', region: 'eu-west-1' };
type Kind = Exclude<ReferenceKind, 'subnets'>;

function synth(valuesOf: (references: References) => Readonly<Record<string, unknown>>) {
  const stack = new MeshStack(Testing.app(), 'dev-shop', { region: state.region, tags: {}, state });
  const values = valuesOf(stack.references);
  for (const [name, value] of Object.entries(values)) stack.addOutput(name, { value, description: name });
  const { data, output = {} } = JSON.parse(Testing.synth(stack)) as TerraformJson;
  return {
    data: data ?? {},
    values: Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value])),
  };
}

const valueOf = (ref: Ref, kind: Kind = 'vpc') => synth((references) => ({ it: references.find(ref, kind) }));
const listOf = (refs: Ref | readonly Ref[]) =>
  synth((references) => ({ it: references.findAll(refs, 'vpc-0a1b2c3d') }));

describe('a text', () => {
  it('is itself, and needs no data source', () => {
    expect(valueOf('vpc-0a1b2c3d')).toEqual({ data: {}, values: { it: 'vpc-0a1b2c3d' } });
  });

  it('is one subnet where a list is wanted', () => {
    expect(listOf('subnet-0a1b2c3d').values).toEqual({ it: ['subnet-0a1b2c3d'] });
    expect(listOf(['subnet-0a1b2c3d', 'subnet-0b1b2c3d']).values).toEqual({
      it: ['subnet-0a1b2c3d', 'subnet-0b1b2c3d'],
    });
  });
});

describe('an output of a state', () => {
  it('is read once for each state, from the bucket of the project unless another is named', () => {
    const theirs = { bucket: 'theirs', region: 'eu-north-1' };
    const { data, values } = synth((references) => ({
      vpc: references.find(fromState('network.tfstate', 'vpc_id'), 'vpc'),
      zone: references.find(fromState('network.tfstate', 'zone_id'), 'zone'),
      other: references.find(fromState('network.tfstate', 'vpc_id', theirs), 'vpc'),
    }));
    const read = (where: object) => ({ backend: 's3', config: { ...where, key: 'network.tfstate' } });
    expect(data).toEqual({
      terraform_remote_state: { state_network: read(state), state_network_2: read(theirs) },
    });
    expect(values).toEqual({
      vpc: '${data.terraform_remote_state.state_network.outputs.vpc_id}',
      zone: '${data.terraform_remote_state.state_network.outputs.zone_id}',
      other: '${data.terraform_remote_state.state_network_2.outputs.vpc_id}',
    });
  });

  it('is a list of subnets, or one subnet in a list', () => {
    const reference = fromState('network.tfstate', 'private');
    const output = '${data.terraform_remote_state.state_network.outputs.private}';
    expect(listOf(reference).values).toEqual({ it: output });
    expect(listOf([reference]).values).toEqual({ it: [output] });
  });
});

describe('an SSM parameter', () => {
  it('is read by its value that plans show', () => {
    const { data, values } = valueOf(fromParameter('/network/vpc-id'));
    expect(data).toEqual({ aws_ssm_parameter: { parameter_network_vpc_id: { name: '/network/vpc-id' } } });
    expect(values).toEqual({ it: '${data.aws_ssm_parameter.parameter_network_vpc_id.insecure_value}' });
  });

  it('is a StringList where a list is wanted', () => {
    expect(listOf(fromParameter('/private')).values).toEqual({
      it: '${split(",", data.aws_ssm_parameter.parameter_private.insecure_value)}',
    });
  });
});

describe('tags', () => {
  const tags = { Name: 'main', Team: 'net' };

  it.each<[Kind, string, string]>([
    ['vpc', 'aws_vpc', 'id'],
    ['subnet', 'aws_subnet', 'id'],
    ['security-group', 'aws_security_group', 'id'],
    ['load-balancer', 'aws_lb', 'arn'],
  ])('find what has kind %s by data source %s', (kind, source, attribute) => {
    const { data, values } = valueOf(byTags(tags), kind);
    const address = `${kind.replace('-', '_')}_main_net`;
    expect(data).toEqual({ [source]: { [address]: { tags } } });
    expect(values).toEqual({ it: `\${data.${source}.${address}.${attribute}}` });
  });

  it.each<[Kind, string, string]>([
    ['cluster', 'ecs:cluster', '[^/]+$'],
    ['namespace', 'servicediscovery:namespace', '[^/]+$'],
    ['bucket', 's3', '[^:]+$'],
    ['listener', 'elasticloadbalancing:listener', ''],
    ['certificate', 'acm:certificate', ''],
    ['web-acl', 'wafv2:regional/webacl', ''],
    ['key', 'kms:key', ''],
  ])('find what has kind %s by the tagging API, which must know exactly one', (kind, type, end) => {
    const { data, values } = valueOf(byTags(tags), kind);
    const address = `${kind.replace('-', '_')}_main_net`;
    const found = `data.aws_resourcegroupstaggingapi_resources.${address}.resource_tag_mapping_list[0].resource_arn`;
    expect(data).toMatchObject({
      aws_resourcegroupstaggingapi_resources: {
        [address]: {
          resource_type_filters: [type],
          tag_filter: [
            { key: 'Name', values: ['main'] },
            { key: 'Team', values: ['net'] },
          ],
          lifecycle: {
            postcondition: [
              {
                condition: '${length(self.resource_tag_mapping_list) == 1}',
                error_message: `Exactly one thing must be ${referenceKinds[kind].noun} with the tags Name=main, Team=net; AWS found \${length(self.resource_tag_mapping_list)}.`,
              },
            ],
          },
        },
      },
    });
    expect(values).toEqual({ it: end === '' ? `\${${found}}` : `\${regex("${end}", ${found})}` });
  });

  it('find all subnets of the VPC that have them, and at least one', () => {
    const { data, values } = listOf(byTags(tags));
    expect(data).toMatchObject({
      aws_subnets: {
        subnets_main_net: {
          tags,
          filter: [{ name: 'vpc-id', values: ['vpc-0a1b2c3d'] }],
          lifecycle: {
            postcondition: [
              {
                condition: '${length(self.ids) > 0}',
                error_message: 'No subnet of VPC vpc-0a1b2c3d has the tags Name=main, Team=net.',
              },
            ],
          },
        },
      },
    });
    expect(values).toEqual({ it: '${data.aws_subnets.subnets_main_net.ids}' });
  });

  it('find one subnet of the VPC in a list', () => {
    const { data, values } = listOf([byTags(tags)]);
    expect(data).toEqual({ aws_subnet: { subnet_main_net: { tags, vpc_id: 'vpc-0a1b2c3d' } } });
    expect(values).toEqual({ it: ['${data.aws_subnet.subnet_main_net.id}'] });
  });

  it('are looked up once, whatever their order, and apart from another kind', () => {
    const { data } = synth((references) => ({
      one: references.find(byTags({ Name: 'main', Team: 'net' }), 'vpc'),
      same: references.find(byTags({ Team: 'net', Name: 'main' }), 'vpc'),
      group: references.find(byTags({ Name: 'main', Team: 'net' }), 'security-group'),
    }));
    expect(Object.keys(data['aws_vpc'] ?? {})).toEqual(['vpc_main_net']);
    expect(Object.keys(data['aws_security_group'] ?? {})).toEqual(['security_group_main_net']);
  });
});

describe('a host', () => {
  const conditionsOf = (lifecycle: unknown) =>
    (lifecycle as { postcondition: { condition: string; error_message: string }[] }).postcondition;

  it('must be a domain name: the plan says what is none, once for each parameter', () => {
    const { data, values } = synth((references) => ({
      it: references.find(fromParameter('/db'), 'host'),
      again: references.find(fromParameter('/db'), 'host'),
    }));
    const found = '${data.aws_ssm_parameter.parameter_db.insecure_value}';
    expect(values).toEqual({ it: found, again: found });
    const conditions = conditionsOf(data['aws_ssm_parameter']?.['parameter_db']?.['lifecycle']);
    expect(conditions).toHaveLength(1);
    expect(conditions[0]?.error_message).toBe(
      'SSM parameter /db must be a domain name in lower case without a port, such as db.example.com, got ${try(jsonencode(self.insecure_value), "none")}.',
    );
  });

  it('is one of several outputs of a state, each with its condition', () => {
    const { data } = synth((references) => ({
      one: references.find(fromState('db.tfstate', 'orders'), 'host'),
      other: references.find(fromState('db.tfstate', 'users'), 'host'),
      vpc: references.find(fromState('db.tfstate', 'vpc'), 'vpc'),
    }));
    const conditions = conditionsOf(data['terraform_remote_state']?.['state_db']?.['lifecycle']);
    expect(conditions.map(({ error_message }) => error_message.split(' must be ')[0])).toEqual([
      'Output orders of state db.tfstate',
      'Output users of state db.tfstate',
    ]);
  });
});
