/**
 * Child process: synthesises the generated application of `argv[2]` services, in the layout of `argv[3]`, the way `main.ts`
 * synthesises the real ones.
 */
import '../../lib/stacks/cdktf/cdktf-speed';
import path from 'node:path';
import { App } from 'cdktf';
import { readProject } from '../../lib/project';
import { addStacks } from '../../lib/stacks';
import { generatedApplication, IMAGE_TAG, type Layout } from './mesh';

const project = readProject({
  root: path.resolve(__dirname, '../..'),
  sources: [generatedApplication(Number(process.argv[2]), process.argv[3] as Layout | undefined)],
  environment: { ...process.env, MESH_IMAGES: IMAGE_TAG },
});
const app = new App();
addStacks(app, project);
app.synth();
