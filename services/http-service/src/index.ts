/** What a service uses from here. The health check has a path of its own, so that it starts without Express. */
export {
  addGet,
  addResource,
  createHttpApp,
  type HttpApp,
  type HttpAppOptions,
  type Representation,
} from './http-app';
export { log } from './log';
export { PAGE_HEADERS } from './page-headers';
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
export { limitWaits, UpstreamTimeout, type Waits } from './waits';
