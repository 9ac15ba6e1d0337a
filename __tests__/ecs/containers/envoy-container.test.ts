import { bootstrapOf, envoyCommand } from '../../../lib/ecs/containers/envoy-container';
import { packBootstrap, UNPACK_SCRIPT } from '../../../lib/ecs/containers/packed-bootstrap';

const started = { concurrency: 2, logLevel: 'info' };
const options = ['--concurrency', '2', '--disable-hot-restart', '--log-level', 'info'];
const variables = (environment: Readonly<Record<string, string>> = {}) =>
  Object.entries(environment).map(([name, value]) => ({ name, value }));

describe('upstream Envoy', () => {
  it('starts with all that it knows in its arguments', () => {
    expect(envoyCommand({ ...started, config: { kind: 'text', text: '{}' } })).toEqual({
      entryPoint: ['envoy'],
      command: [...options, '--config-yaml', '{}'],
    });
  });

  it('starts from a shell, which unpacks what is packed and becomes Envoy', () => {
    expect(envoyCommand({ ...started, config: { kind: 'packed', text: '{}' } })).toEqual({
      entryPoint: ['bash', '-c', UNPACK_SCRIPT, 'envoy'],
      command: options,
      environment: { ENVOY_BOOTSTRAP_GZIP: packBootstrap('{}') },
    });
  });

  it.each(['text', 'packed'] as const)('says its bootstrap again: %s', (kind) => {
    const { command, environment } = envoyCommand({ ...started, config: { kind, text: '{"ü":1}' } });
    expect(bootstrapOf({ command, environment: variables(environment) })).toBe('{"ü":1}');
  });

  it('has no bootstrap where App Mesh tells it what to do', () => {
    expect(bootstrapOf({ environment: [{ name: 'APPMESH_RESOURCE_ARN', value: 'ARN' }] })).toBeUndefined();
  });
});
