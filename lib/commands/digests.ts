/** `npm run digests`: fills in the digests of images that we do not build. */
import '../load/kept-compiled';
import { type Command, ROOT, runCommand } from './cli/command';
import { askDigests, DIGEST_FILE, writeDigests } from './images/digest-file';

const command: Command = {
  line: {
    name: 'digests',
    purpose: `Asks the public registries for the digests of Envoy, X-Ray and the OpenTelemetry collector, and writes them to ${DIGEST_FILE}.`,
    flags: [{ name: '--dry-run', meaning: 'Prints them and writes nothing.' }],
    notes: [
      'After that the JSON names these images as <image>:<tag>@<digest>: review the change like code.',
      'It needs no login. It does not ask a mirror (MESH_IMAGE_MIRROR): the mirror must have the same bytes.',
    ],
  },
  run: async ({ flags }) => {
    const digests = await askDigests();
    for (const [image, { digest }] of digests) console.log(`${image}@${digest}`);
    if (!flags.has('--dry-run')) writeDigests(ROOT, digests);
    return 0;
  },
};

runCommand(command);
