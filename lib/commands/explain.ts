/** `npm run explain`: what becomes of a request. */
import { inspectSettings, readContext } from '../config';
import type { ApplicationSource, MeshApplication } from '../mesh/application';
import { throwErrors } from '../mesh/problem';
import { explain, formatExplanation } from '../mesh/resolve';
import { validateApplication } from '../mesh/validate';
import type { TargetName } from '../mesh/target';
import { overrideWeights } from '../mesh/weights';
import { noteOnRetries } from '../render/app-mesh';
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
    const { application, target } = readSound(sources, name);
    const request = { from: chooseCaller(application, options.from), ...options.request };
    const explanation = explain(application, request);
    const { stage } = application;
    const note = target === 'app-mesh' ? noteOnRetries(explanation.resolution) : undefined;
    console.log(
      json
        ? JSON.stringify({ application: name, stage, request, ...explanation }, null, 2)
        : [formatExplanation(request, explanation), ...(note === undefined ? [] : ['', note])].join('\n'),
    );
    return 0;
  },
};

interface Sound {
  readonly application: MeshApplication;
  readonly target: TargetName;
}

function readSound(sources: readonly ApplicationSource[], name: string): Sound {
  const { settings, problems } = inspectSettings({ context: readContext(ROOT) });
  throwErrors(problems);
  const declared = sources.map((source) => source.at(settings));
  const set = overrideWeights(declared, settings.weights);
  const application = set.applications.find((each) => each.name === name);
  if (application === undefined) throw new Error(`bug: application ${name} has gone; please report`);
  throwErrors([...set.problems, ...validateApplication(application)]);
  return { application, target: settings.target };
}

runCommand(command);
