/** One factory per problem code of `extend.ts`. */
import { listNames, type Problem } from '../mesh/checks/problem';
import { error, suggest, wrong } from '../mesh/checks/problems/factory';
import { quote } from '../mesh/checks/value-text';

interface Unknown {
  /** `this application has no task` */
  readonly without: string;
  readonly name: string;
  readonly known: readonly string[];
}

export const handleUnknown = (where: string, { without, name, known }: Unknown): Problem =>
  error(
    'extend-unknown',
    where,
    `${without} ${quote(name)}`,
    suggest(name, known, known.length === 0 ? 'remove it' : `use one of ${listNames(known)}`),
  );

export const handleAbsent = (where: string, what: string): Problem =>
  error(
    'extend-absent',
    where,
    `this application makes no ${what} of its own`,
    'refer to the one that is there by its id',
  );

export const extensionMissing = (file: string, got: unknown): Problem =>
  wrong(
    'extend-missing',
    file,
    'it exports no extension as its default',
    got,
    'write export default extend(application, …), with the application of ./application',
  );

export const extensionOfAnother = (file: string, got: string, expected: string): Problem =>
  wrong(
    'extend-other',
    file,
    'it extends an application of another folder',
    got,
    `give extend(…) the application ${quote(expected)} of ./application`,
  );

export const extensionUnread = (file: string, folder: string): Problem =>
  error(
    'extend-unread',
    file,
    `no listed application is named ${quote(folder)}, so nothing reads it`,
    'give the folder the name of its application, or remove the file',
  );

export const extensionBroken = (where: string, reason: string): Problem =>
  error('extend-broken', where, `it throws: ${reason}`, 'correct it there');

export const extensionAsync = (where: string): Problem =>
  error(
    'extend-async',
    where,
    'its function is async, and synth does not wait for it',
    'make it a plain function',
  );

interface Address {
  readonly address: string;
  /** Paths of constructs. */
  readonly owner: string;
  readonly path: string;
}

export const addressTaken = (where: string, { address, owner, path }: Address): Problem =>
  error(
    'extend-address',
    where,
    `constructs ${quote(owner)} and ${quote(path)} have one address, ${quote(address)}`,
    'give yours another id',
  );

/** @param scope id of the construct around both */
export const idTaken = (where: string, id: string, scope: string): Problem =>
  wrong(
    'extend-id',
    where,
    `${quote(scope)} has a construct of this id already`,
    id,
    'give yours another id',
  );

export const idEmpty = (where: string): Problem =>
  wrong('extend-id', where, 'a construct must have an id', '', "write one in snake_case, such as 'orders'");

export const idUnusable = (where: string, path: string, address: string): Problem =>
  wrong(
    'extend-id',
    where,
    `Terraform takes no such address, which construct ${quote(path)} has`,
    address,
    'give it an id of letters, digits and "_" that does not begin with a digit',
  );

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
    'extend-attachment',
    where,
    `the role has ${what} already`,
    got,
    'attach it once, under a name of its own',
  );

export const containerUnusable = (where: string, container: string, got: unknown): Problem =>
  wrong(
    'extend-containers',
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
    'extend-variable',
    where,
    'variables are an object',
    got,
    'write environment({ ORDERS_URL: orders.url })',
  );

export const variableNoText = (where: string, name: string, got: unknown): Problem =>
  wrong(
    'extend-variable',
    where,
    `variable ${quote(name)} must be a text with at least one character`,
    got,
    'write one, or a token such as orders.url',
  );

interface AcrossStacks {
  readonly value: string;
  readonly from: string;
  readonly to: string;
}

export const referenceBackwards = (where: string, { value, from, to }: AcrossStacks): Problem =>
  error(
    'extend-stack-order',
    where,
    `stack ${quote(to)} uses ${quote(value)} of stack ${quote(from)}, which is not deployed before it`,
    `add what uses it to stack ${quote(from)}`,
  );
