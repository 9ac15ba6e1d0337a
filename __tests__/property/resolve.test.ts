/** Random requests to random meshes: a real Envoy does what `resolve()` says. */
import { agreementOf } from './agreement-test';

agreementOf({ meshes: 40, requestsEach: 50 });
