/** One factory per problem code of what `extend.ts` does to a task: its rights, its variables, its containers. */
import type { Problem } from '../mesh/checks/problem';
import { error, wrong } from '../mesh/checks/problems/factory';
import { quote } from '../mesh/checks/value-text';

export const statementEmpty = (where: string, got: unknown): Problem =>
  wrong(
    'extend-statement',
    where,
    'a statement must have at least one action and one resource',
    got,
    "write { actions: ['s3:GetObject'], resources: ['<ARN>'] }",
  );

export const policyUnusable = (where: string, got: unknown): Problem =>
  wrong(
    'extend-attachment',
    where,
    'attach(name, arn) takes a name in snake_case and the ARN of a policy',
    got,
    "write attach('reports', policy.arn)",
  );

/** @param got the name, or the policy */
export const policyTwice = (where: string, what: string, got: string): Problem =>
  wrong(
    'extend-attachment-twice',
    where,
    `the role has ${what} already`,
    got,
    'attach it once, under a name of its own',
  );

export const containerUnusable = (where: string, container: string, got: unknown): Problem =>
  wrong(
    'extend-container-form',
    where,
    `the change of container ${quote(container)} must return it, with its name and a list "environment"`,
    got,
    'write (before) => ({ ...before, … })',
  );

export const containerTextUnknown = (where: string, task: string): Problem =>
  error(
    'extend-containers',
    where,
    `the containers of task ${quote(task)} are no list any more`,
    'change containers before you override container_definitions',
  );

export const variableTwice = (where: string, name: string): Problem =>
  wrong(
    'extend-variable',
    where,
    'the container has this variable already',
    name,
    'remove it here or in application.ts',
  );

export const variablesUnusable = (where: string, got: unknown): Problem =>
  wrong(
    'extend-variables',
    where,
    'variables are an object',
    got,
    'write environment({ ORDERS_URL: orders.url })',
  );

export const variableNoText = (where: string, name: string, got: unknown): Problem =>
  wrong(
    'extend-variable-value',
    where,
    `variable ${quote(name)} must be a text with at least one character`,
    got,
    'write one, or a token such as orders.url',
  );
