/** `npm run explain`: where a request goes. */
import '../load/kept-compiled';
import { endsOf, explain, follow, formatSteps, type Step } from '../mesh/resolve';
import type { ReadApplication } from '../project';
import { builtTarget } from '../targets';
import { type Command, runCommand } from './cli/command';
import { explainLine, readExplainOptions } from './options/explain-options';
import { chooseCaller, chooseService } from './options/explain-caller';
import { readListed } from './cli/read-listed';

const command: Command = {
  line: explainLine,
  run: (given) => {
    const { json, follows, next, ...options } = readExplainOptions(given);
    const read = readListed(explainLine, options.application);
    const { application } = read;
    const said = { from: chooseCaller(application, options.from, options.request.host), ...options.request };
    const request = { ...said, ...chooseService(application, said) };
    const explanation = explain(application, request);
    const steps = follows ? follow(application, request, next) : [{ request, explanation }];
    const answer = { application: application.name, stage: application.stage, request, ...explanation };
    console.log(
      json
        ? JSON.stringify({ ...answer, ...(follows && { steps: steps.slice(1) }) }, null, 2)
        : formatAll(read, steps, follows),
    );
    return 0;
  },
};

/** With the differences of the target, printed once. */
function formatAll(
  { application, settings }: ReadApplication,
  steps: readonly Step[],
  follows: boolean,
): string {
  const notes = steps.flatMap(({ explanation: { resolution } }) => {
    const note = builtTarget(settings.target)?.noteOn?.(resolution);
    return note === undefined ? [] : [note];
  });
  const text = formatSteps(steps, follows ? endsOf(application, steps) : []);
  return [text, ...new Set(notes)].join('\n\n');
}

runCommand(command);
