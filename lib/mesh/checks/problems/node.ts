/** Problems of a node, its backends and its environment. */
import type { KnownNames } from '../known-names';
import { listNames, type Problem } from '../problem';
import { quote } from '../value-text';
import { type At, type Names, error, suggest, wrong, warning } from './factory';

export const nodeProblems = {
  nodesEmpty: (at: At) => error('nodes-empty', at, 'no node is declared', 'declare what runs in `nodes`'),
  portTwice: (at: At, port: number) =>
    wrong('port-twice', at, 'two listeners have the same port', port, 'give each listener its own port'),
  portTaken: (at: At, port: number, by: string) =>
    wrong('port-taken', at, `the port belongs to ${by} in the same task`, port, 'use another port'),
  backendUnknown: (at: At, name: string, known: KnownNames) =>
    error(
      'backend-unknown',
      at,
      `backend ${quote(name)} is not a service, known services: ${listNames(known.all)}`,
      known.insteadOf(name) ?? suggest(name, known.all, 'declare it in `services` or fix the name'),
    ),
  backendPortUnknown: (at: At, name: string, known: Names) =>
    error(
      'backend-port-unknown',
      at,
      `${quote(name)} is not a backend of the node, backends: ${listNames(known)}`,
      suggest(name, known, 'add it to `backends` or remove its port'),
    ),
  backendPortUnused: (at: At) =>
    error(
      'backend-port-unused',
      at,
      'a node with transparent interception calls backends by their names and own ports',
      'remove it, or choose explicit interception',
    ),
  callerGroupUncalled: (at: At, got: string) =>
    wrong(
      'caller-group-uncalled',
      at,
      'the node has no listener, so no node calls it',
      got,
      'remove callerGroup',
    ),
  backendTwice: (at: At, name: string, all: string) =>
    error('backend-twice', at, `backend ${quote(name)} is listed more than once in ${all}`, 'list it once'),
  sourceName: (at: At, got: unknown) =>
    wrong(
      'source-name',
      at,
      'source is the name of a folder below services/<application>/: it starts with a lower-case letter, goes on with lower-case letters, digits and single "-", and has 1 to 63 characters',
      got,
      'it becomes the name of an image repository; rename the folder',
    ),
  environmentName: (at: At, got: unknown) =>
    wrong(
      'environment-name',
      at,
      'a variable name has letters, digits and "_" and does not start with a digit',
      got,
      'rename the variable',
    ),
  environmentEmpty: (at: At): Problem =>
    warning(
      error(
        'environment-empty',
        at,
        'ECS leaves out variables without a value, so the container does not have it',
        'give it a value, or remove it',
      ),
    ),
  environmentPort: (at: At, port: number | undefined, got: unknown) =>
    wrong(
      'environment-port',
      at,
      `PORT is the port of the first listener, the lowest one: ${port}`,
      got,
      'remove it, or change the listener',
    ),
  addressNotBackend: (at: At, name: string, backends: Names) =>
    error(
      'address-not-backend',
      at,
      `service ${quote(name)} is not a backend of this node, its backends: ${listNames(backends)}`,
      suggest(name, backends, 'add it to `backends`'),
    ),
  addressPath: (at: At, got: unknown) =>
    wrong(
      'address-path',
      at,
      'the path of a URL starts with "/", because the port comes right before it',
      got,
      'put "/" in front',
    ),
  addressUrlTcp: (at: At, service: string) =>
    error(
      'address-url-tcp',
      at,
      `service ${quote(service)} speaks tcp, so it has no URL`,
      'write one with text, hostOf and portOf: text`postgres://${hostOf("…")}:${portOf("…")}/`',
    ),
  externalHost: (at: At, got: unknown) =>
    wrong(
      'external-host',
      at,
      'host is a domain name of two or more labels, lower case, without a port',
      got,
      'use one such as "db.example.com"',
    ),
  externalHostCompressed: (at: At, node: string, host: string) =>
    error(
      'external-host-compressed',
      at,
      `its bootstrap is so large that it is compressed, and only a plan knows the host of node ${quote(node)}, ${host}: Terraform cannot put it there`,
      `write the host of ${quote(node)} as text, or split the node or gateway so that its bootstrap is smaller`,
    ),
  externalCidr: (at: At, got: unknown) =>
    wrong(
      'external-cidr',
      at,
      'cidr is an IPv4 block, such as security groups take',
      got,
      'use one such as "203.0.113.0/24", or "203.0.113.7/32" for one address',
    ),
  externalListener: (at: At, field: string) =>
    error(
      'external-listener',
      at,
      `\`${field}\` has no effect on an external node: no Envoy stands before it`,
      'remove it',
    ),
  externalCidrAndGroup: (at: At, got: string) =>
    wrong(
      'external-cidr-group',
      at,
      'it has `cidr` and `securityGroup`, and callers reach either addresses or members of a group',
      got,
      'keep one of them',
    ),
  externalOpen: (at: At, port: number): Problem =>
    warning(
      error(
        'external-open',
        at,
        `its callers may reach port ${port} of any address, since a security group knows addresses and its host is a name`,
        'give its cidr or securityGroup, or "0.0.0.0/0" if any address is meant',
      ),
    ),
  externalAuthority: (at: At, name: string, hosts: Names): Problem =>
    warning(
      error(
        'external-authority',
        at,
        `app-mesh: requests reach ${listNames(hosts)} under the host name ${quote(name)}, since App Mesh rewrites it in gateways alone`,
        'make sure that the external host accepts this name, or use target envoy, which writes the right name',
      ),
    ),
  containerCheckEmpty: (at: At) =>
    error(
      'container-check-command',
      at,
      'the command is empty',
      "name a program, such as ['node', 'dist/health-check.js']",
    ),
  containerUser: (at: At, got: unknown) =>
    wrong(
      'container-user',
      at,
      'user is a name, or a number to 2147483647 without zeros in front, and may have a group after ":"',
      got,
      'use one such as "1000" or "1000:1000"',
    ),
  containerUserEnvoy: (at: At, got: unknown, envoy: number) =>
    wrong(
      'container-user-envoy',
      at,
      `user ${envoy} is the user of Envoy, so the connections of this container would not go through the mesh`,
      got,
      'use another number',
    ),
  containerOpen: (at: At): Problem =>
    warning(
      error(
        'container-open',
        at,
        'the container may run as root or keep capabilities of the kernel: its image is not built here, or `runs` says so',
        'say `user` and `dropCapabilities: true` in `runs`, or accept it with MESH_ACCEPT=container-open',
      ),
    ),
  containerOpenTransparent: (at: At, envoy: number): Problem =>
    warning(
      error(
        'container-open-transparent',
        at,
        `the container may become user ${envoy}, and then nothing leads its connections through Envoy, so that it reaches what the mesh forbids: its image is not built here, or \`runs\` says so`,
        'say `user` and `dropCapabilities: true` in `runs`, or accept it with MESH_ACCEPT=container-open-transparent',
      ),
    ),
  healthCheckPath: (at: At, got: unknown) =>
    wrong(
      'health-check-path',
      at,
      'the path starts with "/" and has at most 255 visible characters',
      got,
      'use one such as "/health"',
    ),
  healthCheckOverlap: (
    at: At,
    { timeout, interval }: { timeout: { milliseconds: number }; interval: { milliseconds: number } },
  ) =>
    wrong(
      'health-check-overlap',
      at,
      `timeout must be at most the interval of ${interval.milliseconds / 1000} seconds`,
      timeout.milliseconds / 1000,
      'shorten the timeout or lengthen the interval',
    ),
} as const;
