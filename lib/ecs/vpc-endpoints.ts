/** VPC endpoints: the AWS services that tasks reach inside the network, if it has no way to the internet. */
import type { MeshApplication } from '../mesh/application';
import { closedNetwork, leadsOut, type Network } from '../mesh/surroundings/network';
import type { OwnNetwork } from '../mesh/surroundings/own-network';

/**
 * The services that every task on Fargate calls before it runs: its image is in ECR, the layers of the image are in S3,
 * and its logs go to CloudWatch Logs (https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html).
 */
const OF_EVERY_TASK = ['ecr.api', 'ecr.dkr', 'logs', 's3'];

/** Routes of a route table lead to these, at no charge. All others are network interfaces, one in each subnet. */
const BY_ROUTE = ['dynamodb', 's3'];

export interface Endpoints {
  /** Names as AWS ends them, after `com.amazonaws.<region>.`; sorted. */
  readonly gateways: readonly string[];
  readonly interfaces: readonly string[];
}

/** @param called services that the containers of the targets call, see `Target.awsServices` */
export function vpcEndpoints(network: OwnNetwork, called: readonly string[]): Endpoints {
  const derived = leadsOut(network) ? [] : [...OF_EVERY_TASK, ...called];
  const all = [...new Set([...derived, ...network.endpoints])].sort();
  return {
    gateways: all.filter((service) => BY_ROUTE.includes(service)),
    interfaces: all.filter((service) => !BY_ROUTE.includes(service)),
  };
}

/**
 * Rules with which each task reaches others over HTTPS, as the quota of a security group counts them: rules of IPv6 have
 * a quota of their own, and the lists of S3 and DynamoDB count as one each
 * (https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html).
 */
export function httpsRules(network: Network): number {
  const closed = closedNetwork(network);
  return closed === undefined ? 1 : 1 + vpcEndpoints(closed, []).gateways.length;
}

/** Whether an endpoint of the network answers at this host: `sqs.us-west-2.amazonaws.com`, `photos.s3.us-west-2.amazonaws.com`. */
export function isEndpointHost(host: string, { endpoints }: OwnNetwork, region: string): boolean {
  const name = host.toLowerCase();
  return endpoints.some((service) =>
    ['amazonaws.com', 'amazonaws.com.cn'].some((domain) => {
      const own = `${service}.${region}.${domain}`;
      return name === own || name.endsWith(`.${own}`);
    }),
  );
}

/** The services that tasks call because of their own fields, on every target. */
export function servicesOfTasks({ nodes, gateways }: Pick<MeshApplication, 'nodes' | 'gateways'>): string[] {
  const opensShell = [...nodes, ...gateways].some(({ runs }) => runs.enableExecuteCommand);
  return opensShell ? ['ssmmessages'] : [];
}

/** AWS's name of the service's endpoint in a VPC. */
export const endpointName = (service: string, region: string): string => `com.amazonaws.${region}.${service}`;
