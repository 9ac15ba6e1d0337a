/** What a service uses from here. The health check has a path of its own, so that it starts without Express. */
export { addResource, createHttpApp } from './http-app';
export { log } from './log';
export { serve, type Service } from './serve';
export {
  type Environment,
  folder,
  port,
  type Reader,
  readSettings,
  requiredText,
  serviceUrl,
  SettingsError,
  text,
} from './settings';
