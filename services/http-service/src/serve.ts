/** Runs a service as a process: settings in, listening, draining on a signal, an exit code out. */
import { type RequestListener } from 'node:http';
import { type AddressInfo } from 'node:net';
import { errorText } from './http-app';
import { createHttpServer, type DrainableServer } from './http-server';
import { log } from './log';
import { type Environment, SettingsError } from './settings';

/** ECS sends SIGKILL 30 s after SIGTERM: this leaves time for the sidecars that stop after the application. */
const DRAIN_LIMIT_MS = 10_000;

export interface Service<S extends { readonly port: number }> {
  readonly readSettings: (environment: Environment) => S;
  readonly createApp: (settings: S) => RequestListener;
  /** @default 10 seconds */
  readonly drainLimitMs?: number;
}

export function serve<S extends { readonly port: number }>(service: Service<S>): void {
  process.on('uncaughtException', (error) => fail({ message: 'Uncaught error.', error: errorText(error) }));
  const settings = settingsOf(service);
  const drainable = createHttpServer(service.createApp(settings));
  stopOnSignal(drainable, service.drainLimitMs ?? DRAIN_LIMIT_MS);
  drainable.server.on('error', (error) => fail({ message: `Cannot listen: ${error.message}` }));
  // Unset: all addresses of IPv6 and IPv4, or of IPv4 alone where the machine has no IPv6. Set where several tasks share a
  // machine, and with it their port.
  const host = process.env.HOST || undefined;
  drainable.server.listen({ port: settings.port, host }, () => {
    log('start', { port: (drainable.server.address() as AddressInfo).port }); // An AddressInfo, since it listens on TCP.
  });
}

function settingsOf<S extends { readonly port: number }>(service: Service<S>): S {
  try {
    return service.readSettings(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return fail({ message: 'Cannot start: the environment is not complete.', problems: error.problems });
  }
}

function stopOnSignal({ drain }: DrainableServer, limitMs: number): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    // Ctrl+C under npm arrives twice.
    if (stopping) return;
    stopping = true;
    if (!(await drain(limitMs)))
      fail({ message: `Stopped with requests unanswered after ${limitMs} ms.`, signal });
    log('stop', { signal });
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function fail(fields: Readonly<Record<string, unknown>>): never {
  log('error', fields);
  process.exit(1);
}
