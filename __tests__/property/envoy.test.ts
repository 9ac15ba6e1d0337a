/** Random meshes: refused with a problem that has a code, or every Envoy in them takes its bootstrap. */
import { testBootstraps } from './bootstraps';

testBootstraps({ meshes: 12 });
