/** Reads the settings and the applications, checks all of it, and writes every stack's Terraform JSON. */
import './lib/stacks/cdktf/cdktf-speed';
import { App } from 'cdktf';
import { MeshError } from './lib/mesh/checks/problem';
import { listApplications, placeProviderLocks, type Project, readProject } from './lib/project';
import { addStacks } from './lib/stacks';
import { emptyOrphanedFolders } from './lib/project/sources/orphaned-folders';

function checked(): Project {
  try {
    return readProject({ root: __dirname, ...listApplications(__dirname) });
  } catch (error) {
    if (!(error instanceof MeshError)) throw error;
    // Nothing has been written yet: cdktf.out is as it was.
    console.error(error.message);
    process.exit(1);
  }
}

const project = checked();
// A command has printed them already, without those of applications that it does not work on.
if (!process.argv.includes('--quiet')) project.messages.forEach((line) => console.error(line));
const app = new App();
addStacks(app, project, project.providerLocks);
app.synth();
placeProviderLocks(app.outdir, project);
emptyOrphanedFolders(app.outdir);
