/** `npm run explain`: what becomes of a request. */
import { inspectSettings, readContext } from '../config';
import type { ApplicationSource, MeshApplication } from '../mesh/application';
import { throwErrors } from '../mesh/problem';
import { explain, formatExplanation } from '../mesh/resolve';
import { validateApplication } from '../mesh/validate';
import { overrideWeights } from '../mesh/weights';
import { type Command, ROOT, runCommand } from './command';
import { chooseCaller, explainLine, readExplainOptions } from './explain-options';
import { readSources } from './read-sources';
import { chooseApplication } from './start-options';

const command: Command = {
  line: explainLine,
  run: (given) => {
    const { json, ...options } = readExplainOptions(given);
    const sources = readSources(ROOT);
    const { name } = chooseApplication(sources, options.application, 'explain');
    const application = readSound(sources, name);
    const request = { from: chooseCaller(application, options.from), ...options.request };
    const explanation = explain(application, request);
    const { stage } = application;
    console.log(
      json
        ? JSON.stringify({ application: name, stage, request, ...explanation }, null, 2)
        : formatExplanation(request, explanation),
    );
    return 0;
  },
};

function readSound(sources: readonly ApplicationSource[], name: string): MeshApplication {
  const { settings, problems } = inspectSettings({ context: readContext(ROOT) });
  throwErrors(problems);
  const declared = sources.map((source) => source.at(settings));
  const set = overrideWeights(declared, settings.weights);
  const application = set.applications.find((each) => each.name === name);
  if (application === undefined) throw new Error(`bug: application ${name} has gone; please report`);
  throwErrors([...set.problems, ...validateApplication(application)]);
  return application;
}

runCommand(command);
