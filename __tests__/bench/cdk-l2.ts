/**
 * Child process: the generated application of `argv[2]` services in AWS CDK's L2 constructs, with the resources that
 * `meshwright.ts` declares for each service. What differs is in CDK's favour: network and image repository are names
 * instead of stacks, the rule of a security group to the internet stands inside the group, and nothing is validated.
 */
import { App, CfnOutput, Duration, Size, Stack } from 'aws-cdk-lib';
import * as appmesh from 'aws-cdk-lib/aws-appmesh';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as cloudmap from 'aws-cdk-lib/aws-servicediscovery';
import * as xray from 'aws-cdk-lib/aws-xray';
import { Construct } from 'constructs';
import { APP_MESH_ENVOY_IMAGE, XRAY_DAEMON_IMAGE } from '../../lib/ecs/containers/images';
import { backendsOf, IMAGE_TAG, NAMESPACE, PORT, serviceNames } from './mesh';

const REGION = 'us-west-2';
const ENVOY = 'envoy';

/** What the services of the application share. */
class Place {
  readonly mesh: appmesh.Mesh;
  readonly vpc: ec2.IVpc;
  readonly subnets: ec2.SubnetSelection;
  readonly cluster: ecs.ICluster;
  readonly namespace: cloudmap.PrivateDnsNamespace;
  readonly repository: ecr.IRepository;
  readonly groups = new Map<string, ec2.SecurityGroup>();

  constructor(stack: Stack) {
    this.vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: [`${REGION}a`, `${REGION}b`],
      privateSubnetIds: ['subnet-1', 'subnet-2'],
    });
    this.subnets = { subnets: this.vpc.privateSubnets };
    this.repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'dev/bench/service');
    this.mesh = new appmesh.Mesh(stack, 'Mesh', {
      meshName: 'dev-mesh',
      egressFilter: appmesh.MeshFilterType.DROP_ALL,
    });
    // The types of aws-cdk-lib do not know `exactOptionalPropertyTypes`.
    this.cluster = new ecs.Cluster(stack, 'Cluster', {
      clusterName: 'dev-bench',
      vpc: this.vpc,
    }) as ecs.ICluster;
    this.namespace = new cloudmap.PrivateDnsNamespace(stack, 'Namespace', { name: NAMESPACE, vpc: this.vpc });
  }
}

class Service extends Construct {
  constructor(scope: Construct, name: string, { place, backends }: { place: Place; backends: string[] }) {
    super(scope, name);
    const discovery = place.namespace.createService('Discovery-' + name, {
      name,
      description: `Tasks of node ${name}`,
      dnsRecordType: cloudmap.DnsRecordType.A,
      dnsTtl: Duration.seconds(10),
      routingPolicy: cloudmap.RoutingPolicy.MULTIVALUE,
      customHealthCheck: { failureThreshold: 1 },
    });
    const node = this.addNode(name, { place, backends, discovery });
    this.addRouting(name, { place, node });
    const task = this.addTask(name, { place, node, backends });
    const service = new ecs.FargateService(this, 'Service', {
      serviceName: name,
      cluster: place.cluster,
      taskDefinition: task,
      desiredCount: 1,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { enable: true, rollback: true },
      enableECSManagedTags: true,
      propagateTags: ecs.PropagatedTagSource.SERVICE,
      vpcSubnets: place.subnets,
      securityGroups: [place.groups.get(name) as ec2.SecurityGroup],
      assignPublicIp: false,
    });
    service.associateCloudMapService({ service: discovery });
    new CfnOutput(this, 'VirtualServiceName', {
      value: `${name}.${NAMESPACE}`,
      description: `What callers of ${name} dial`,
    });
  }

  private addNode(
    name: string,
    { place, backends, discovery }: { place: Place; backends: string[]; discovery: cloudmap.Service },
  ): appmesh.VirtualNode {
    return new appmesh.VirtualNode(this, 'VirtualNode', {
      mesh: place.mesh,
      virtualNodeName: name,
      serviceDiscovery: appmesh.ServiceDiscovery.cloudMap(discovery),
      listeners: [
        appmesh.VirtualNodeListener.http({
          port: PORT,
          healthCheck: appmesh.HealthCheck.http({
            path: '/health',
            interval: Duration.seconds(5),
            timeout: Duration.seconds(2),
            healthyThreshold: 2,
            unhealthyThreshold: 2,
          }),
        }),
      ],
      // By name, as ours: services call each other in a ring.
      backends: backends.map((backend) =>
        appmesh.Backend.virtualService(
          appmesh.VirtualService.fromVirtualServiceAttributes(this, `Backend-${backend}`, {
            mesh: place.mesh,
            virtualServiceName: `${backend}.${NAMESPACE}`,
          }),
        ),
      ),
      accessLog: appmesh.AccessLog.fromFilePath('/dev/stdout'),
    });
  }

  private addRouting(name: string, { place, node }: { place: Place; node: appmesh.VirtualNode }): void {
    const router = new appmesh.VirtualRouter(this, 'VirtualRouter', {
      mesh: place.mesh,
      virtualRouterName: name,
      listeners: [appmesh.VirtualRouterListener.http(PORT)],
    });
    new appmesh.Route(this, 'Route', {
      mesh: place.mesh,
      virtualRouter: router,
      routeName: 'default',
      routeSpec: appmesh.RouteSpec.http({
        match: { path: appmesh.HttpRoutePathMatch.startsWith('/') },
        weightedTargets: [{ virtualNode: node, weight: 100 }],
        retryPolicy: {
          retryAttempts: 2,
          retryTimeout: Duration.seconds(5),
          httpRetryEvents: [appmesh.HttpRetryEvent.GATEWAY_ERROR, appmesh.HttpRetryEvent.STREAM_ERROR],
          tcpRetryEvents: [appmesh.TcpRetryEvent.CONNECTION_ERROR],
        },
      }),
    });
    new appmesh.VirtualService(this, 'VirtualService', {
      virtualServiceName: `${name}.${NAMESPACE}`,
      virtualServiceProvider: appmesh.VirtualServiceProvider.virtualRouter(router),
    });
  }

  private addRole(name: string, use: 'task' | 'execution'): iam.Role {
    return new iam.Role(this, use, {
      roleName: `dev-bench-${name}-${use}`,
      description:
        use === 'task' ? `What the containers of ${name} may do` : `What ECS may do to start ${name}`,
      assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
  }

  private addTask(
    name: string,
    { place, node, backends }: { place: Place; node: appmesh.VirtualNode; backends: string[] },
  ): ecs.FargateTaskDefinition {
    const logGroup = new logs.LogGroup(this, 'LogGroup', {
      logGroupName: `/dev/bench/${name}`,
      retention: logs.RetentionDays.TWO_WEEKS,
    });
    const taskRole = this.addRole(name, 'task');
    const stream = {
      actions: ['appmesh:StreamAggregatedResources'],
      resources: [node.virtualNodeArn],
    };
    const trace = { actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], resources: ['*'] };
    taskRole.addToPolicy(new iam.PolicyStatement(stream));
    taskRole.addToPolicy(new iam.PolicyStatement(trace));
    const task = new ecs.FargateTaskDefinition(this, 'TaskDefinition', {
      family: `dev-bench-${name}`,
      cpu: 256,
      memoryLimitMiB: 1024,
      runtimePlatform: {
        operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
        cpuArchitecture: ecs.CpuArchitecture.X86_64,
      },
      taskRole,
      // Gets its statements (log streams, image pulls) from the log driver and the image.
      executionRole: this.addRole(name, 'execution'),
      proxyConfiguration: new ecs.AppMeshProxyConfiguration({
        containerName: ENVOY,
        properties: {
          appPorts: [PORT],
          egressIgnoredIPs: ['169.254.170.2', '169.254.169.254'],
          ignoredUID: 1337,
          proxyEgressPort: 15001,
          proxyIngressPort: 15000,
        },
      }),
    });
    const logging = (streamPrefix: string) =>
      ecs.LogDriver.awsLogs({
        logGroup,
        streamPrefix,
        mode: ecs.AwsLogDriverMode.NON_BLOCKING,
        maxBufferSize: Size.mebibytes(25),
      });
    const envoy = addEnvoy(task, { node, logging: logging(ENVOY) });
    addXrayDaemon(task, logging('xray-daemon'));
    const app = task.addContainer('app', {
      image: ecs.ContainerImage.fromEcrRepository(place.repository, IMAGE_TAG),
      readonlyRootFilesystem: true,
      environment: {
        NAME: name,
        PORT: String(PORT),
        ...Object.fromEntries(
          backends.map((backend, place) => [`BACKEND_${place}`, `http://${backend}.${NAMESPACE}:${PORT}`]),
        ),
      },
      healthCheck: {
        command: ['CMD', 'node', 'dist/health-check.js'],
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 3,
        startPeriod: Duration.seconds(10),
      },
      portMappings: [{ containerPort: PORT, protocol: ecs.Protocol.TCP }],
      logging: logging('app'),
    });
    app.addContainerDependencies({ container: envoy, condition: ecs.ContainerDependencyCondition.HEALTHY });
    return task;
  }
}

function addEnvoy(
  task: ecs.FargateTaskDefinition,
  { node, logging }: { node: appmesh.VirtualNode; logging: ecs.LogDriver },
): ecs.ContainerDefinition {
  const envoy = task.addContainer(ENVOY, {
    image: ecs.ContainerImage.fromRegistry(APP_MESH_ENVOY_IMAGE),
    memoryReservationMiB: 128,
    user: '1337',
    environment: {
      APPMESH_RESOURCE_ARN: node.virtualNodeArn,
      ENABLE_ENVOY_XRAY_TRACING: '1',
      ENVOY_LOG_LEVEL: 'info',
      XRAY_SAMPLING_RATE: '0.05',
    },
    healthCheck: {
      command: [
        'CMD-SHELL',
        'curl -s http://localhost:9901/server_info | grep state | grep -q LIVE || exit 1',
      ],
      interval: Duration.seconds(5),
      timeout: Duration.seconds(2),
      retries: 3,
      startPeriod: Duration.seconds(10),
    },
    logging,
  });
  envoy.addUlimits({ name: ecs.UlimitName.NOFILE, softLimit: 15_000, hardLimit: 15_000 });
  return envoy;
}

function addXrayDaemon(task: ecs.FargateTaskDefinition, logging: ecs.LogDriver): void {
  task.addContainer('xray-daemon', {
    image: ecs.ContainerImage.fromRegistry(XRAY_DAEMON_IMAGE),
    essential: false,
    cpu: 32,
    memoryReservationMiB: 256,
    user: '1337',
    environment: { AWS_REGION: REGION },
    portMappings: [{ containerPort: 2000, protocol: ecs.Protocol.UDP }],
    logging,
  });
}

function addGroups(stack: Stack, place: Place, names: readonly string[]): void {
  const scope = new Construct(stack, 'SecurityGroups');
  for (const name of names) {
    const group = new ec2.SecurityGroup(scope, name, {
      vpc: place.vpc,
      securityGroupName: `dev-bench-${name}`,
      description: `Tasks of node ${name}`,
      allowAllOutbound: false,
    });
    group.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443), 'AWS APIs and image registries');
    place.groups.set(name, group);
  }
  names.forEach((from, index) => {
    for (const to of backendsOf(names, index)) {
      const [caller, callee] = [place.groups.get(from), place.groups.get(to)] as [
        ec2.SecurityGroup,
        ec2.SecurityGroup,
      ];
      caller.connections.allowTo(callee, ec2.Port.tcp(PORT), `${from} calls ${to}`);
    }
  });
}

const app = new App({
  outdir: process.env.CDK_OUTDIR ?? 'cdk.out',
  analyticsReporting: false,
  // CloudFormation refuses more than 500 resources in a stack; nothing here is deployed.
  context: { '@aws-cdk/core:stackResourceLimit': 0 },
});
const names = serviceNames(Number(process.argv[2]));
const stack = new Stack(app, 'dev-bench', { env: { region: REGION } });
const place = new Place(stack);
addGroups(stack, place, names);
const services = new Construct(stack, 'Services');
names.forEach((name, index) => new Service(services, name, { place, backends: backendsOf(names, index) }));
new xray.CfnSamplingRule(stack, 'SamplingRule', {
  samplingRule: {
    ruleName: 'dev-bench',
    priority: 1000,
    version: 1,
    fixedRate: 0.05,
    reservoirSize: 1,
    serviceName: 'dev-bench*',
    serviceType: '*',
    host: '*',
    httpMethod: '*',
    urlPath: '*',
    resourceArn: '*',
  },
});
app.synth();
