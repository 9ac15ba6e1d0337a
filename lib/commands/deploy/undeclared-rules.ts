/**
 * Rules of security groups that no stack declares. Each declared rule is a resource of its own, and Terraform reads only
 * these. So a plan does not show a rule that was added by hand. But the plan's refresh reads each group with all of its
 * rules.
 */

import { byText } from '../../mesh/by-key';
import type { PlanJson, RefreshedResource } from '../terraform/plan-json';

type Direction = 'ingress' | 'egress';

export interface UndeclaredRule {
  /** `aws_security_group.web` */
  readonly address: string;
  readonly groupId: string;
  readonly direction: Direction;
  /** `tcp`, `udp`, `icmp`, …; `-1` for all protocols, which have no ports. */
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  /** A block of IPv4 or IPv6 addresses, a group or a list of prefixes. */
  readonly other: string;
  /** The owner of a group of another account: `123456789012`, or AWS's word such as `amazon-elb`. @default - ours */
  readonly owner?: string;
}

/** Sorted by address, then by the rule's text. */
export function undeclaredRules(plan: Pick<PlanJson, 'prior_state'>): UndeclaredRule[] {
  const resources = plan.prior_state?.values?.root_module?.resources ?? [];
  const declared = new Set(resources.flatMap(declaredRule).map(keyOf));
  return resources
    .filter(({ type }) => type === 'aws_security_group')
    .flatMap(rulesOfGroup)
    .filter((rule) => !declared.has(keyOf(rule)))
    .sort(byText(keyOf));
}

/** `ingress tcp 22 from 0.0.0.0/0`, `ingress tcp 22 from sg-1 of 123456789012` */
export function sayRule(rule: UndeclaredRule): string {
  return `${sayRuleAlone(rule)}${rule.owner === undefined ? '' : ` of ${rule.owner}`}`;
}

function sayRuleAlone({ direction, protocol, fromPort, toPort, other }: UndeclaredRule): string {
  const ports = fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}`;
  const what = protocol === '-1' ? 'all traffic' : `${protocol} ${ports}`;
  return `${direction} ${what} ${direction === 'ingress' ? 'from' : 'to'} ${other}`;
}

/** The AWS command that removes the rule. */
export function revokeCommand(rule: UndeclaredRule): string {
  const { groupId, direction, protocol, fromPort, toPort } = rule;
  const ports = protocol === '-1' ? '' : `,FromPort=${fromPort},ToPort=${toPort}`;
  const permission = `IpProtocol=${protocol}${ports},${otherInCommand(rule)}`;
  return `aws ec2 revoke-security-group-${direction} --group-id ${groupId} --ip-permissions '${permission}'`;
}

function otherInCommand({ other, owner }: UndeclaredRule): string {
  const isId = other.startsWith('sg-');
  if (owner !== undefined)
    return `UserIdGroupPairs=[{UserId=${owner},${isId ? 'GroupId' : 'GroupName'}=${other}}]`;
  if (isId) return `UserIdGroupPairs=[{GroupId=${other}}]`;
  if (other.startsWith('pl-')) return `PrefixListIds=[{PrefixListId=${other}}]`;
  return other.includes(':') ? `Ipv6Ranges=[{CidrIpv6=${other}}]` : `IpRanges=[{CidrIp=${other}}]`;
}

/** Without the owner: the id of a group is unique, and perhaps only one of the two readings knows the owner. */
const keyOf = (rule: UndeclaredRule): string => `${rule.groupId} ${sayRuleAlone(rule)}`;

/** A rule that is a resource of its own has one other side. */
function declaredRule({ address, type, values }: RefreshedResource): UndeclaredRule[] {
  const direction = /^aws_vpc_security_group_(ingress|egress)_rule$/.exec(type)?.[1] as Direction | undefined;
  if (direction === undefined) return [];
  const others = ['cidr_ipv4', 'cidr_ipv6', 'prefix_list_id', 'referenced_security_group_id'];
  const other = others.map((name) => values[name]).find((value) => textOr(value, '') !== '');
  return [
    {
      address,
      direction,
      groupId: textOr(values['security_group_id'], ''),
      protocol: textOr(values['ip_protocol'], ''),
      ...portsIn(values),
      ...otherIn(textOr(other, '')),
    },
  ];
}

/** The provider reads rules that differ only in the other side as one entry of the group. */
function rulesOfGroup({ address, values }: RefreshedResource): UndeclaredRule[] {
  const groupId = textOr(values['id'], '');
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    entriesIn(values[direction]).flatMap((entry) =>
      othersIn(entry, groupId).map((written) => ({
        address,
        groupId,
        direction,
        protocol: textOr(entry['protocol'], ''),
        ...portsIn(entry),
        ...otherIn(written),
      })),
    ),
  );
}

function othersIn(entry: Readonly<Record<string, unknown>>, groupId: string): string[] {
  const fields = ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'security_groups'];
  const listed = fields.flatMap((field) => (Array.isArray(entry[field]) ? (entry[field] as unknown[]) : []));
  return [...listed.map(String), ...(entry['self'] === true ? [groupId] : [])];
}

function entriesIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? (value as Readonly<Record<string, unknown>>[]) : [];
}

/** For all protocols, one reading has 0 where the other has no value. */
function portsIn(values: Readonly<Record<string, unknown>>): { fromPort: number; toPort: number } {
  const [from, to] = [values['from_port'], values['to_port']];
  return { fromPort: typeof from === 'number' ? from : 0, toPort: typeof to === 'number' ? to : 0 };
}

/**
 * `123456789012/sg-1` is a group of another account, `amazon-elb/sg-1` a group of AWS. The `/` of a block comes after
 * dots or colons.
 */
function otherIn(written: string): Pick<UndeclaredRule, 'other' | 'owner'> {
  const [, owner, other] = /^([^/.:]+)\/(.+)$/.exec(written) ?? [];
  return owner === undefined || other === undefined ? { other: written } : { other, owner };
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
