/** What ECS answers instead of what it was sent, by the table of the doubles, and what the AWS provider takes for the same. */
import table from './doubles/ecs_read_back.json';

type Json =
  null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json | undefined };
export type Members = { readonly [member: string]: Json | undefined };

interface Rule {
  readonly at: string;
  readonly absent?: Json;
  readonly drop?: Json;
  readonly same?: string;
  readonly order?: string;
  readonly by?: string;
  readonly when?: Members;
}

/** A container of a Fargate task. */
export const containerAsReadBack = (container: Members): Members =>
  asReadBack(table.containers, container, { networkMode: 'awsvpc' });

export function serviceAsReadBack(service: Members): Members {
  const { maximumPercent = 200 } = service['deploymentConfiguration'] as { readonly maximumPercent?: number };
  return asReadBack(table.service, service, { withoutRoom: maximumPercent <= 100 });
}

function asReadBack(rules: readonly Rule[], sent: Members, facts: Members): Members {
  return rules
    .filter(({ when = {} }) => Object.entries(when).every(([fact, value]) => facts[fact] === value))
    .reduce((answer, rule) => apply(rule, answer, rule.at), sent);
}

function apply(rule: Rule, whole: Members, at: string): Members {
  const [head = '', ...below] = at.split('.');
  const name = head.replace('[]', '');
  const value = whole[name];
  if (below.length > 0)
    return withMember(
      whole,
      name,
      mapObjects(value, (each) => apply(rule, each, below.join('.'))),
    );
  if (head !== name)
    return withMember(
      whole,
      name,
      (value as readonly Members[] | undefined)?.filter((each) => !holds(each, rule.drop)),
    );
  return withMember(whole, name, answered(rule, whole, value));
}

function answered(rule: Rule, whole: Members, value: Json | undefined): Json | undefined {
  if (rule.absent !== undefined) return value ?? rule.absent;
  if (rule.same !== undefined) return whole[rule.same];
  if (rule.drop !== undefined) return JSON.stringify(value) === JSON.stringify(rule.drop) ? undefined : value;
  if (value === undefined) return undefined;
  const key = (item: Json) => String(rule.by === undefined ? item : (item as Members)[rule.by]);
  const sorted = [...(value as readonly Json[])].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return rule.order === 'any' ? sorted.reverse() : sorted;
}

function withMember(whole: Members, name: string, value: Json | undefined): Members {
  const rest = Object.fromEntries(Object.entries(whole).filter(([own]) => own !== name));
  return value === undefined ? rest : { ...rest, [name]: value };
}

function mapObjects(value: Json | undefined, change: (each: Members) => Members): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Members[]).map(change) as Json;
  return typeof value === 'object' && value !== null ? (change(value as Members) as Json) : value;
}

const holds = (item: Members, members: Json | undefined) =>
  Object.entries(members as Members).every(([name, value]) => item[name] === value);

/**
 * The form in which the provider compares container definitions (containerDefinitionsAreEquivalent of 5.100): containers,
 * variables and secrets sorted, its defaults filled in, nothing where a list is empty. All else must be equal.
 */
export function asCompared(containers: readonly Members[]): Json {
  return sortBy(containers, 'name').map((container) => {
    const { environment, secrets, portMappings, healthCheck } = container as {
      readonly [list: string]: readonly Members[] | undefined;
    } & { readonly healthCheck?: Members };
    const changed: Members = {
      cpu: 0,
      essential: true,
      ...container,
      environment: sortBy(environment ?? [], 'name') as Json,
      secrets: sortBy(secrets ?? [], 'name') as Json,
      portMappings: (portMappings ?? []).map(({ protocol, hostPort, ...mapping }) => ({
        ...mapping,
        ...(protocol !== 'tcp' && { protocol }),
        hostPort: hostPort || mapping['containerPort'],
      })) as Json,
      ...(healthCheck && {
        healthCheck: { interval: 30, timeout: 5, retries: 3, ...(healthCheck as Members) },
      }),
    };
    const kept = Object.entries(changed).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
    return sortMembers(Object.fromEntries(kept));
  }) as Json;
}

function sortBy(all: readonly Members[], name: string): Members[] {
  return [...all].sort((a, b) => (String(a[name]) < String(b[name]) ? -1 : 1));
}

/** JSON compares members by name, lists by place. */
function sortMembers(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => sortMembers(each) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as Members).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, each]) => [name, sortMembers(each)]));
}
