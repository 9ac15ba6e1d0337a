/** The same as in envoy.test.ts, for more meshes. */
import { testBootstraps } from './bootstraps';

testBootstraps({ meshes: 60 });
