/** The same as in resolve.test.ts, for longer, since no developer waits for it. The other half is resolve-more.long.test.ts. */
import { testAgreement } from './agreement';

testAgreement({ meshes: 125, requestsEach: 400 });
