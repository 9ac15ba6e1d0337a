/** What the services of the workshop use from here. */
export { addHello } from './add-hello';
export { type BackendSettings, readBackendSettings } from './backend-settings';
export { type Hello, helloText, readHello } from './hello';
export { type Origin, readOrigin } from './origin';
export { createZone, LOCAL_ZONE, UNKNOWN_ZONE, type Zone } from './zone';
