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
    'extend-id-taken',
    where,
    `${quote(scope)} has a construct of this id already`,
    id,
    'give yours another id',
  );

export const idEmpty = (where: string): Problem =>
  wrong(
    'extend-id-empty',
    where,
    'a construct must have an id',
    '',
    "write one in snake_case, such as 'orders'",
  );

export const idUnusable = (where: string, path: string, address: string): Problem =>
  wrong(
    'extend-id',
    where,
    `Terraform takes no such address, which construct ${quote(path)} has`,
    address,
    'give it an id of letters, digits and "_" that does not begin with a digit',
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
