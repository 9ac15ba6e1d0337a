/**
 * A backend's address inside an environment value. Each target writes its own address there, so application code never
 * knows the target.
 */
import { hasOnly, isObject, leaf } from './checks/shape';

export interface UrlAddress<Service extends string = string> {
  readonly kind: 'url';
  readonly service: Service;
  readonly path: string;
}

export interface HostAddress<Service extends string = string> {
  readonly kind: 'host';
  readonly service: Service;
}

export interface PortAddress<Service extends string = string> {
  readonly kind: 'port';
  readonly service: Service;
}

/** Literal text around addresses. */
export interface TextAddress<Service extends string = string> {
  readonly kind: 'text';
  readonly parts: readonly (string | UrlAddress<Service> | HostAddress<Service> | PortAddress<Service>)[];
}

export type Address<Service extends string = string> =
  UrlAddress<Service> | HostAddress<Service> | PortAddress<Service> | TextAddress<Service>;

/** The value of a variable. */
export const addressShape = leaf('text or an address such as urlOf("…")', isAddress);

/** What a target knows of a service's address. `host` is a name or an IP address. HTTP/2 and gRPC have no TLS either. */
export interface ServiceAddress {
  readonly scheme: 'http';
  readonly host: string;
  readonly port: number;
}

/**
 * `http://<host>:<port><path>` of a backend.
 * @example urlOf('prices', { path: '/v1' })
 */
export function urlOf<const Service extends string>(
  service: Service,
  options: { readonly path?: string } = {},
): UrlAddress<Service> {
  // Unknown fields stay, so that the check finds and refuses them.
  const { path = '', ...rest } = options;
  return { ...rest, kind: 'url', service, path };
}

/** The name or IP address of a backend, without a port. */
export function hostOf<const Service extends string>(service: Service): HostAddress<Service> {
  return { kind: 'host', service };
}

/** The port of a backend. */
export function portOf<const Service extends string>(service: Service): PortAddress<Service> {
  return { kind: 'port', service };
}

/**
 * Text with addresses in it.
 * @example text`${hostOf('prices')}:${portOf('prices')}`
 */
export function text<const Service extends string>(
  strings: TemplateStringsArray,
  ...addresses: readonly (UrlAddress<Service> | HostAddress<Service> | PortAddress<Service>)[]
): TextAddress<Service> {
  const parts = strings.flatMap((literal, index) => {
    const address = addresses[index];
    return address === undefined ? [literal] : [literal, address];
  });
  return { kind: 'text', parts: parts.filter((part) => part !== '') };
}

/** Every path of a URL in a value. */
export function pathsIn(value: string | Address): string[] {
  if (typeof value === 'string') return [];
  if (value.kind === 'text') return value.parts.flatMap(pathsIn);
  return value.kind === 'url' ? [value.path] : [];
}

/** Every path of a URL of this service in a value. */
export function urlPathsIn(value: string | Address, service: string): string[] {
  if (typeof value === 'string') return [];
  if (value.kind === 'text') return value.parts.flatMap((part) => urlPathsIn(part, service));
  return value.kind === 'url' && value.service === service ? [value.path] : [];
}

/** Every service whose URL is in a value. */
export function urlsIn(value: string | Address): string[] {
  if (typeof value === 'string') return [];
  if (value.kind === 'text') return value.parts.flatMap(urlsIn);
  return value.kind === 'url' ? [value.service] : [];
}

/** Every service that a value refers to. */
export function servicesIn(value: string | Address): string[] {
  if (typeof value === 'string') return [];
  return value.kind === 'text' ? value.parts.flatMap(servicesIn) : [value.service];
}

/** True if the application has nothing to read there, whatever the target. */
export function isEmpty(value: string | Address): boolean {
  return (
    value === '' ||
    (typeof value !== 'string' && value.kind === 'text' && value.parts.every((part) => part === ''))
  );
}

/** The value as the application will read it. */
export function writeAddress(
  value: string | Address,
  addressOf: (service: string) => ServiceAddress,
): string {
  if (typeof value === 'string') return value;
  if (value.kind === 'text') return value.parts.map((part) => writeAddress(part, addressOf)).join('');
  const { scheme, host, port } = addressOf(value.service);
  if (value.kind === 'host') return host;
  if (value.kind === 'port') return String(port);
  return `${scheme}://${host}:${port}${value.path}`;
}

function isAddress(value: unknown): boolean {
  if (!isObject(value) || value['kind'] !== 'text') return isPart(value);
  const { parts } = value;
  return hasOnly(value, ['kind', 'parts']) && Array.isArray(parts) && [...parts].every(isPart);
}

/** A text may not hold another text: that would be one text. */
function isPart(value: unknown): boolean {
  if (typeof value === 'string') return true;
  if (!isObject(value) || typeof value['service'] !== 'string') return false;
  const { kind, path } = value;
  if (kind === 'url') return hasOnly(value, ['kind', 'service', 'path']) && typeof path === 'string';
  return hasOnly(value, ['kind', 'service']) && (kind === 'host' || kind === 'port');
}
