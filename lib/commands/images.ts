/** `npm run images`: the images that a CI builds and pushes, with their names. */
import '../load/kept-compiled';
import { listApplications, readProject } from '../project';
import { type Command, ROOT, runCommand } from './cli/command';
import { type StagedContext, stageContexts } from './images/context-staging';
import {
  type RepositoryImage,
  describeImages,
  formatImages,
  type ImageDescription,
} from './images/image-table';

const command: Command = {
  line: {
    name: 'images',
    purpose:
      'Lists the image of each source folder: repository, tag and folder. Then it lists the images of Envoy and other sidecars.',
    flags: [
      {
        name: '--json',
        meaning:
          'Prints an array of { kind, application, source, folder, repository, tag }; of others’ images { kind, application, role, reference }.',
      },
      {
        name: '--stage-to',
        value: '<folder>',
        meaning: 'Writes each build context below the folder, for docker build -f <dockerfile> <directory>.',
      },
    ],
    notes: [
      'A tag is the hash of what the image is built from. Repositories are at <account>.dkr.ecr.<region>.amazonaws.com.',
    ],
  },
  run: ({ flags }) => {
    const images = describeImages(readProject({ root: ROOT, ...listApplications(ROOT) }));
    const folder = flags.get('--stage-to');
    const staged = folder === undefined ? [] : stageContexts(ROOT, images.filter(isBuilt), folder);
    console.log(flags.has('--json') ? formatJson(images, staged) : formatText(images, staged));
    return 0;
  },
};

const isBuilt = (image: ImageDescription): image is RepositoryImage => image.kind === 'repository';

function formatJson(images: readonly ImageDescription[], staged: readonly StagedContext[]): string {
  const rows = images.map((image) => {
    const context = staged.find((each) => each.image === image);
    return { ...image, ...(context && { directory: context.directory, dockerfile: context.dockerfile }) };
  });
  return JSON.stringify(rows, null, 2);
}

function formatText(images: readonly ImageDescription[], staged: readonly StagedContext[]): string {
  const builds = staged.map(
    ({ image, directory, dockerfile }) =>
      `docker build -t ${image.repository}:${image.tag} -f ${dockerfile} ${directory}`,
  );
  return [formatImages(images), ...(builds.length > 0 ? ['', ...builds] : [])].join('\n');
}

runCommand(command);
