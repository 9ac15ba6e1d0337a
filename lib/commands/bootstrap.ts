/** `npm run bootstrap`: shows the whole configuration that an Envoy of target `envoy` starts with. */
import '../load/kept-compiled';
import { bootstrapText, bootstrapLine, readBootstrapOptions } from './options/bootstrap-options';
import { type Command, runCommand } from './cli/command';
import { readListed } from './cli/read-listed';

const command: Command = {
  line: bootstrapLine,
  run: (given) => {
    const { application: name, runner } = readBootstrapOptions(given);
    const { application } = readListed(bootstrapLine, name);
    const { text, form } = bootstrapText(application, runner);
    // Only the JSON goes to stdout, so that it can be piped.
    console.error(form);
    console.log(JSON.stringify(JSON.parse(text), null, 2));
    return 0;
  },
};

runCommand(command);
