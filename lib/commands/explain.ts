/** `npm run explain`: what becomes of a request. */
import { inspectSettings, readContext } from '../project/settings';
import type { ApplicationSource, MeshApplication } from '../mesh/application';
import { throwErrors } from '../mesh/checks/problem';
import { endsOf, explain, follow, formatSteps, type Resolution, type Step } from '../mesh/resolve';
import { validateApplication } from '../mesh/validate';
import type { TargetName } from '../mesh/target';
import { overrideWeights } from '../mesh/weights';
import { noteOnRetries } from '../targets/app-mesh';
import { type Command, ROOT, runCommand } from './frame/command';
import { chooseCaller, chooseService, explainLine, readExplainOptions } from './options/explain-options';
import { readSources } from './frame/read-sources';
import { chooseApplication } from './options/start-options';

const command: Command = {
  line: explainLine,
  run: (given) => {
    const { json, follows, next, ...options } = readExplainOptions(given);
    const sources = readSources(ROOT);
    const { name } = chooseApplication(sources, options.application, 'explain');
    const sound = readSound(sources, name);
    const { application } = sound;
    const said = { from: chooseCaller(application, options.from, options.request.host), ...options.request };
    const request = { ...said, ...chooseService(application, said) };
    const explanation = explain(application, request);
    const steps = follows ? follow(application, request, next) : [{ request, explanation }];
    const answer = { application: name, stage: application.stage, request, ...explanation };
    console.log(
      json
        ? JSON.stringify({ ...answer, ...(follows && { steps: steps.slice(1) }) }, null, 2)
        : formatAll(sound, steps, follows),
    );
    return 0;
  },
};

interface Sound {
  readonly application: MeshApplication;
  readonly target: TargetName;
}

/** With what the target does otherwise, said once. */
function formatAll({ application, target }: Sound, steps: readonly Step[], follows: boolean): string {
  const notes = steps.flatMap(({ explanation: { resolution } }) => {
    const note = noteOf(target, resolution);
    return note === undefined ? [] : [note];
  });
  const text = formatSteps(steps, follows ? endsOf(application, steps) : []);
  return [text, ...new Set(notes)].join('\n\n');
}

function noteOf(target: TargetName, resolution: Resolution): string | undefined {
  if (target === 'none') return WITHOUT_MESH;
  return target === 'app-mesh' ? noteOnRetries(resolution) : undefined;
}

const WITHOUT_MESH =
  'on target none there is no Envoy: the load balancer takes the routes of the gateway, names lead straight to tasks, and no retry and no time limit of a route counts; MESH_TARGET=none npm run synth names what is lost';

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
