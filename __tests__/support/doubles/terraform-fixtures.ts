// Hand-written Terraform JSON that tests of the doubles apply: small, and independent of our renderers.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Json = Readonly<Record<string, unknown>>;

/** A new folder with a configuration in it; endpoints and credentials come from the environment. */
export function writeConfiguration(resource: Json, backend?: Json): string {
  const folder = mkdtempSync(join(tmpdir(), 'doubles-'));
  const configuration = {
    terraform: {
      required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } },
      ...(backend ? { backend } : {}),
    },
    provider: { aws: [{ region: 'us-west-2', default_tags: [{ tags: { stage: 'test' } }] }] },
    // Terraform takes no empty one.
    ...(Object.keys(resource).length > 0 && { resource }),
  };
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(configuration));
  return folder;
}

const mesh_name = '${aws_appmesh_mesh.mesh.id}';
const seconds = (value: number): Json => ({ unit: 's', value });
const mapping = (port: number, protocol: string): Json => ({ port, protocol });
const node = (name: string): string => `\${aws_appmesh_virtual_node.${name}.name}`;
const router = (name: string): string => `\${aws_appmesh_virtual_router.${name}.name}`;
const targets = (...names: string[]): Json => ({
  weighted_target: names.map((name) => ({ virtual_node: node(name), weight: 1 })),
});
const discovery = (service_name: string): Json => ({
  aws_cloud_map: { namespace_name: 'service.local', service_name, attributes: { stage: 'test' } },
});

const healthCheck = {
  protocol: 'http',
  path: '/health',
  healthy_threshold: 2,
  unhealthy_threshold: 3,
  interval_millis: 5000,
  timeout_millis: 2000,
};
const fileTrust = { trust: { file: { certificate_chain: '/ca.pem' } } };
const httpListener = {
  port_mapping: mapping(3000, 'http'),
  health_check: healthCheck,
  timeout: { http: { per_request: seconds(20), idle: seconds(60) } },
  connection_pool: { http: [{ max_connections: 10, max_pending_requests: 5 }] },
  outlier_detection: {
    max_server_errors: 5,
    interval: seconds(10),
    base_ejection_duration: seconds(30),
    max_ejection_percent: 50,
  },
  tls: { mode: 'STRICT', certificate: { file: { certificate_chain: '/a.pem', private_key: '/a.key' } } },
};

const nodes = {
  web: {
    mesh_name,
    name: 'web',
    spec: {
      listener: [httpListener],
      backend: [
        { virtual_service: { virtual_service_name: 'made-by-another-stack.local' } },
        {
          virtual_service: {
            virtual_service_name: 'rpc.service.local',
            client_policy: { tls: { ports: [8443], validation: fileTrust } },
          },
        },
      ],
      backend_defaults: { client_policy: { tls: { enforce: false, validation: fileTrust } } },
      service_discovery: discovery('web'),
      logging: { access_log: { file: { path: '/dev/stdout' } } },
    },
  },
  rpc: {
    mesh_name,
    name: 'rpc',
    spec: {
      listener: [{ port_mapping: mapping(50051, 'grpc') }],
      service_discovery: { dns: { hostname: 'rpc.local' } },
    },
  },
  worker: { mesh_name, name: 'worker', spec: {} },
};

const retry = { max_retries: 2, per_retry_timeout: seconds(5) };
const routes = {
  web: {
    mesh_name,
    name: 'default',
    virtual_router_name: router('web'),
    spec: {
      priority: 10,
      http_route: {
        match: {
          prefix: '/',
          method: 'GET',
          header: [{ name: 'x-canary', match: { exact: 'yes' } }, { name: 'x-any' }],
        },
        action: targets('web'),
        retry_policy: {
          ...retry,
          http_retry_events: ['server-error', 'gateway-error'],
          tcp_retry_events: ['connection-error'],
        },
        timeout: { per_request: seconds(20) },
      },
    },
  },
  rpc: {
    mesh_name,
    name: 'rpc',
    virtual_router_name: router('rpc'),
    spec: {
      grpc_route: {
        match: { service_name: 'shop.Prices', method_name: 'Get' },
        action: targets('rpc'),
        retry_policy: { ...retry, grpc_retry_events: ['unavailable'] },
      },
    },
  },
};

/** Every App Mesh resource of the provider, with most of what a spec can say. */
export const meshResources: Json = {
  aws_appmesh_mesh: { mesh: { name: 'mesh', spec: { egress_filter: { type: 'DROP_ALL' } } } },
  aws_appmesh_virtual_node: nodes,
  aws_appmesh_virtual_router: {
    web: { mesh_name, name: 'web', spec: { listener: [{ port_mapping: mapping(3000, 'http') }] } },
    rpc: { mesh_name, name: 'rpc', spec: { listener: [{ port_mapping: mapping(50051, 'grpc') }] } },
  },
  aws_appmesh_route: routes,
  aws_appmesh_virtual_service: {
    web: {
      mesh_name,
      name: 'web.service.local',
      spec: { provider: { virtual_router: { virtual_router_name: router('web') } } },
    },
    rpc: {
      mesh_name,
      name: 'rpc.service.local',
      spec: { provider: { virtual_node: { virtual_node_name: node('rpc') } } },
    },
  },
  aws_appmesh_virtual_gateway: {
    edge: {
      mesh_name,
      name: 'edge',
      spec: {
        listener: [
          {
            port_mapping: mapping(8080, 'http'),
            health_check: healthCheck,
            connection_pool: { http: { max_connections: 10 } },
          },
        ],
        logging: { access_log: { file: { path: '/dev/stdout' } } },
      },
    },
  },
  aws_appmesh_gateway_route: {
    web: {
      mesh_name,
      name: 'web',
      virtual_gateway_name: '${aws_appmesh_virtual_gateway.edge.name}',
      spec: {
        http_route: {
          match: { prefix: '/' },
          action: {
            target: { virtual_service: { virtual_service_name: '${aws_appmesh_virtual_service.web.name}' } },
          },
        },
      },
    },
  },
};

/** A task definition of three containers; `change` makes the first of them careless. */
export function taskResource(family: string, change: Json = {}): Json {
  const base = {
    image: 'app:1',
    cpu: 0,
    essential: true,
    mountPoints: [],
    systemControls: [],
    volumesFrom: [],
  };
  const first = {
    ...base,
    name: 'app',
    environment: [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ],
    portMappings: [{ containerPort: 3000, hostPort: 3000, protocol: 'tcp' }],
    dependsOn: [
      { containerName: 'b', condition: 'START' },
      { containerName: 'c', condition: 'START' },
    ],
    ulimits: [
      { name: 'core', softLimit: 1, hardLimit: 1 },
      { name: 'nofile', softLimit: 9, hardLimit: 9 },
    ],
    linuxParameters: { capabilities: { add: [], drop: ['ALL'] } },
    healthCheck: { command: ['CMD', 'true'], interval: 30, timeout: 5, retries: 3 },
  };
  const others = ['b', 'c'].map((name) => ({ ...base, name, environment: [], portMappings: [] }));
  return {
    family,
    cpu: '256',
    memory: '512',
    network_mode: 'awsvpc',
    requires_compatibilities: ['FARGATE'],
    container_definitions: JSON.stringify([{ ...first, ...change }, ...others]),
  };
}
