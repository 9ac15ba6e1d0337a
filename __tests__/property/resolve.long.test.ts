/** The same as in resolve.test.ts, for as long as nobody waits. The other half is resolve-more.long.test.ts. */
import { testAgreement } from './agreement';

testAgreement({ meshes: 125, requestsEach: 400 });
