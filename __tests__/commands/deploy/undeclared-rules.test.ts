import type { PlanJson } from '../../../lib/commands/terraform/plan-json';
import { revokeCommand, sayRule, undeclaredRules } from '../../../lib/commands/deploy/undeclared-rules';

type Values = Readonly<Record<string, unknown>>;

/** One entry of a group, as the provider reads it: all fields are there. */
const entry = (fields: Values): Values => ({
  cidr_blocks: [],
  description: '',
  from_port: 3000,
  ipv6_cidr_blocks: [],
  prefix_list_ids: [],
  protocol: 'tcp',
  security_groups: [],
  self: false,
  to_port: 3000,
  ...fields,
});

const group = (rules: { readonly ingress?: readonly Values[]; readonly egress?: readonly Values[] }) => ({
  address: 'aws_security_group.web',
  type: 'aws_security_group',
  values: { id: 'sg-web', name: 'dev-shop-web', ingress: [], egress: [], ...rules },
});

const rule = (direction: 'ingress' | 'egress', values: Values) => ({
  address: `aws_vpc_security_group_${direction}_rule.web`,
  type: `aws_vpc_security_group_${direction}_rule`,
  values: {
    security_group_id: 'sg-web',
    ip_protocol: 'tcp',
    from_port: 3000,
    to_port: 3000,
    cidr_ipv4: null,
    cidr_ipv6: null,
    prefix_list_id: null,
    referenced_security_group_id: null,
    ...values,
  },
});

const plan = (...resources: ReturnType<typeof group | typeof rule>[]): PlanJson => ({
  prior_state: { values: { root_module: { resources } } },
});
const saidOf = (...resources: Parameters<typeof plan>) => undeclaredRules(plan(...resources)).map(sayRule);

describe('rules that no stack declares', () => {
  it('are none where each rule of a group is a resource, however the provider puts them together', () => {
    expect(
      saidOf(
        group({
          ingress: [entry({ security_groups: ['sg-a', '123456789012/sg-b'], self: true })],
          egress: [entry({ cidr_blocks: ['0.0.0.0/0', '10.0.0.0/16'], from_port: 443, to_port: 443 })],
        }),
        rule('ingress', { referenced_security_group_id: 'sg-a' }),
        rule('ingress', { referenced_security_group_id: 'sg-b' }),
        rule('ingress', { referenced_security_group_id: 'sg-web' }),
        rule('egress', { cidr_ipv4: '0.0.0.0/0', from_port: 443, to_port: 443 }),
        rule('egress', { cidr_ipv4: '10.0.0.0/16', from_port: 443, to_port: 443 }),
      ),
    ).toEqual([]);
  });

  it.each([
    [{ cidr_blocks: ['0.0.0.0/0'], from_port: 22, to_port: 22 }, 'ingress tcp 22 from 0.0.0.0/0'],
    [{ ipv6_cidr_blocks: ['::/0'], protocol: 'udp', to_port: 3010 }, 'ingress udp 3000-3010 from ::/0'],
    [{ prefix_list_ids: ['pl-1'] }, 'ingress tcp 3000 from pl-1'],
    [{ security_groups: ['sg-other'] }, 'ingress tcp 3000 from sg-other'],
    [{ security_groups: ['123456789012/sg-other'] }, 'ingress tcp 3000 from sg-other of 123456789012'],
    [{ self: true }, 'ingress tcp 3000 from sg-web'],
    [
      { cidr_blocks: ['10.0.0.0/8'], protocol: '-1', from_port: 0, to_port: 0 },
      'ingress all traffic from 10.0.0.0/8',
    ],
  ])('are found: %j', (fields, said) => {
    expect(
      saidOf(group({ ingress: [entry(fields)] }), rule('ingress', { cidr_ipv4: '10.0.0.0/16' })),
    ).toEqual([said]);
  });

  it('are found among declared ones of the same ports', () => {
    expect(
      saidOf(
        group({ ingress: [entry({ cidr_blocks: ['0.0.0.0/0'], security_groups: ['sg-a'] })] }),
        rule('ingress', { referenced_security_group_id: 'sg-a' }),
      ),
    ).toEqual(['ingress tcp 3000 from 0.0.0.0/0']);
  });

  it('are of their own direction and group', () => {
    const toAnywhere = entry({ cidr_blocks: ['0.0.0.0/0'] });
    expect(saidOf(group({ egress: [toAnywhere] }), rule('ingress', { cidr_ipv4: '0.0.0.0/0' }))).toEqual([
      'egress tcp 3000 to 0.0.0.0/0',
    ]);
    expect(
      saidOf(
        group({ egress: [toAnywhere] }),
        rule('egress', { cidr_ipv4: '0.0.0.0/0', security_group_id: 'sg-other' }),
      ),
    ).toEqual(['egress tcp 3000 to 0.0.0.0/0']);
  });

  it('are all of one whose ports mean nothing, whatever stands there', () => {
    expect(
      saidOf(
        group({ egress: [entry({ cidr_blocks: ['0.0.0.0/0'], protocol: '-1', from_port: 0, to_port: 0 })] }),
        rule('egress', { cidr_ipv4: '0.0.0.0/0', ip_protocol: '-1', from_port: null, to_port: null }),
      ),
    ).toEqual([]);
  });

  it('are none of a stack that holds no group, or nothing yet', () => {
    expect([undeclaredRules({}), undeclaredRules(plan())]).toEqual([[], []]);
  });

  it.each([
    [
      { cidr_blocks: ['0.0.0.0/0'], from_port: 22, to_port: 22 },
      "ingress --group-id sg-web --ip-permissions 'IpProtocol=tcp,FromPort=22,ToPort=22,IpRanges=[{CidrIp=0.0.0.0/0}]'",
    ],
    [
      { ipv6_cidr_blocks: ['::/0'], protocol: '-1' },
      "ingress --group-id sg-web --ip-permissions 'IpProtocol=-1,Ipv6Ranges=[{CidrIpv6=::/0}]'",
    ],
    [
      { security_groups: ['sg-other'] },
      "ingress --group-id sg-web --ip-permissions 'IpProtocol=tcp,FromPort=3000,ToPort=3000,UserIdGroupPairs=[{GroupId=sg-other}]'",
    ],
    [
      { security_groups: ['123456789012/sg-other'] },
      "ingress --group-id sg-web --ip-permissions 'IpProtocol=tcp,FromPort=3000,ToPort=3000,UserIdGroupPairs=[{UserId=123456789012,GroupId=sg-other}]'",
    ],
    [
      { security_groups: ['amazon-elb/sg-c'] },
      "ingress --group-id sg-web --ip-permissions 'IpProtocol=tcp,FromPort=3000,ToPort=3000,UserIdGroupPairs=[{UserId=amazon-elb,GroupId=sg-c}]'",
    ],
    [
      { security_groups: ['amazon-elb/amazon-elb-sg'] },
      "ingress --group-id sg-web --ip-permissions 'IpProtocol=tcp,FromPort=3000,ToPort=3000,UserIdGroupPairs=[{UserId=amazon-elb,GroupName=amazon-elb-sg}]'",
    ],
    [
      { prefix_list_ids: ['pl-1'] },
      "ingress --group-id sg-web --ip-permissions 'IpProtocol=tcp,FromPort=3000,ToPort=3000,PrefixListIds=[{PrefixListId=pl-1}]'",
    ],
  ])('have a command that takes them away: %j', (fields, words) => {
    expect(undeclaredRules(plan(group({ ingress: [entry(fields)] }))).map(revokeCommand)).toEqual([
      `aws ec2 revoke-security-group-${words}`,
    ]);
  });
});
