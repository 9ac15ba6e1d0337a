/** `resolve()` against real Envoys: the same for more meshes is resolve.long.test.ts. */
import { testAgreement } from './agreement';

testAgreement({ meshes: 12, requestsEach: 100 });
