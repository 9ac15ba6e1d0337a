/** Calls of AWS: their time limit, and how a failed call is reported. */
import { MeshError } from '../../mesh/checks/problem';
import { awsCallFailed } from './problems';

/** Without it the SDK waits for the operating system's timeout, which takes minutes. */
const CONNECTION_TIMEOUT_MS = 10_000;

export const clientConfig = (region: string) => ({
  region,
  requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS },
});

/** @param where the object of the call, if it has a name */
export async function ask<Answer>(
  operation: string,
  call: () => Promise<Answer>,
  where?: string,
): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    throw failed(operation, error, where);
  }
}

export function failed(operation: string, error: unknown, where?: string): MeshError {
  const reason = error instanceof Error ? error.message : String(error);
  return new MeshError([awsCallFailed(operation, reason, where)]);
}

/** The SDK sets this field on each error that is an answer: https://www.npmjs.com/package/@smithy/types */
interface SdkError {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

export const statusOf = (error: unknown) => (error as SdkError).$metadata?.httpStatusCode;

export const regionOf = (error: unknown) => (error as SdkError).$response?.headers?.['x-amz-bucket-region'];
