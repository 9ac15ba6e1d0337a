import { isEndpointHost, servicesOfTasks, vpcEndpoints } from '../../lib/ecs/vpc-endpoints';
import { aMesh, aNode } from '../../lib/testing';
import { completeOwnNetwork, type OwnNetworkDefinition } from '../../lib/mesh/surroundings/own-network';

const endpointsOf = (definition: OwnNetworkDefinition, called: readonly string[] = []) =>
  vpcEndpoints(completeOwnNetwork(definition), called);

describe('the VPC endpoints of a network', () => {
  it('are none where a NAT gateway or a public address leads to the internet', () => {
    for (const definition of [{}, { nat: 'zone' }, { publicIp: true }] as const)
      expect(endpointsOf(definition, ['xray'])).toEqual({ gateways: [], interfaces: [] });
  });

  it('are those of images and logs where no way leads out, and those that the target’s containers call', () => {
    expect(endpointsOf({ nat: 'none' }, ['xray', 'appmesh-envoy-management', 'xray'])).toEqual({
      gateways: ['s3'],
      interfaces: ['appmesh-envoy-management', 'ecr.api', 'ecr.dkr', 'logs', 'xray'],
    });
  });

  it('are also those that the application names, each once', () => {
    expect(endpointsOf({ endpoints: ['sqs', 'dynamodb', 'sqs'] })).toEqual({
      gateways: ['dynamodb'],
      interfaces: ['sqs'],
    });
    expect(endpointsOf({ nat: 'none', endpoints: ['logs'] }).interfaces).toEqual([
      'ecr.api',
      'ecr.dkr',
      'logs',
    ]);
  });

  it.each([
    ['sqs.us-west-2.amazonaws.com', true],
    ['SQS.us-west-2.amazonaws.com', true],
    ['photos.s3.us-west-2.amazonaws.com', true],
    ['sqs.eu-west-1.amazonaws.com', false],
    ['sns.us-west-2.amazonaws.com', false],
    ['notsqs.us-west-2.amazonaws.com', false],
    ['sqs.us-west-2.amazonaws.com.example.com', false],
  ])('answer at %s: %s', (host, expected) => {
    expect(isEndpointHost(host, completeOwnNetwork({ endpoints: ['sqs', 's3'] }), 'us-west-2')).toBe(
      expected,
    );
  });
});

it('adds the endpoint of shells where a task has them', () => {
  const application = (enableExecuteCommand: boolean) =>
    aMesh({ nodes: { web: aNode({ runs: { enableExecuteCommand } }) } }).at({ stage: 'dev' });
  expect(servicesOfTasks(application(true))).toEqual(['ssmmessages']);
  expect(servicesOfTasks(application(false))).toEqual([]);
});
