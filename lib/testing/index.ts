/** For tests of your own applications: builders and Jest matchers. Knows the model alone. */
export { aGateway, aMesh, aNode, type MeshParts } from './builders';
export { setupMeshMatchers } from './matchers';
export { type AskedRequest, type OpenRequest, type Requests, requestsTo, type SentRequest } from './requests';
