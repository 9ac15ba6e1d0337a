// The JSON of a stack as checkov 3.3 can read it: it knows Terraform's JSON only in part.

type Json = Readonly<Record<string, unknown>>;
type Bodies = Record<string, Json>;

interface TerraformJson {
  readonly terraform?: Json;
  readonly data?: Readonly<Record<string, Bodies>>;
  readonly resource?: Readonly<Record<string, Bodies>>;
}

interface Policy {
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Action: unknown;
    readonly Resource: unknown;
  }[];
}

export function readable(json: string): string {
  const { terraform, data, resource = {}, ...others } = JSON.parse(json) as TerraformJson;
  // `required_version` ends in an exception; it has no check about this block.
  void terraform;
  const { aws_ecs_task_definition: definitions = {}, aws_iam_role_policy: policies = {} } = resource;
  const read = {
    ...others,
    data: {
      ...data,
      ...(Object.keys(policies).length > 0 && { aws_iam_policy_document: map(policies, document) }),
    },
    resource: {
      ...resource,
      ...(Object.keys(definitions).length > 0 && {
        aws_ecs_task_definition: map(definitions, withContainers),
      }),
    },
  };
  return JSON.stringify(read, null, 2);
}

/** For a text with containers, checkov says that every check passed. */
function withContainers(definition: Json): Json {
  return {
    ...definition,
    container_definitions: JSON.parse(String(definition['container_definitions'])) as unknown,
  };
}

/** In a policy that is a text, checkov finds only a star. It checks the meaning of actions only in policy documents. */
function document({ policy }: Json): Json {
  const { Statement } = JSON.parse(String(policy)) as Policy;
  return {
    statement: Statement.map(({ Effect, Action, Resource }) => ({
      effect: Effect,
      actions: Action,
      resources: Resource,
    })),
  };
}

function map(bodies: Bodies, change: (body: Json) => Json): Bodies {
  return Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, change(body)]));
}
