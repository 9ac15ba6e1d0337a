/** The other half of resolve.long.test.ts, so that both processors have something to do. */
import { testAgreement } from './agreement';

testAgreement({ meshes: 125, requestsEach: 400 });
