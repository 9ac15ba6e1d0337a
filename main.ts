/** Reads the settings and the applications, checks all of it, and writes every stack's Terraform JSON. */
import './lib/load/kept-compiled';
import './lib/stacks/cdktf/cdktf-speed';
import { App } from 'cdktf';
import { extendStacks } from './lib/extend/extend-stacks';
import { readExtensions } from './lib/extend/read-extensions';
import { MeshError } from './lib/mesh/checks/problem';
import { listApplications, placeProviderLocks, readProject } from './lib/project';
import { addStacks } from './lib/stacks';
import { emptyOrphanedFolders } from './lib/project/sources/orphaned-folders';

function checked<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof MeshError)) throw error;
    // Nothing has been written yet: cdktf.out is as it was.
    console.error(error.message);
    process.exit(1);
  }
}

const { sources, problems } = listApplications(__dirname);
const { extensions, problems: wrong } = readExtensions(__dirname, sources);
const project = checked(() => readProject({ root: __dirname, sources, problems: [...problems, ...wrong] }));
// A command has printed them already, without those of applications that it does not work on.
if (!process.argv.includes('--quiet')) project.messages.forEach((line) => console.error(line));
const app = new App();
const stacks = addStacks(app, project, project.providerLocks);
checked(() => extendStacks(project, stacks, extensions));
app.synth();
placeProviderLocks(app.outdir, project);
emptyOrphanedFolders(app.outdir);
