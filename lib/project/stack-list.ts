/** Which stacks the project has, under which names, and which must be deployed before which. No cdktf: commands read it too. */
import type { Build } from './settings';
import type { MeshApplication } from '../mesh/application';
import { accountName } from '../mesh/account-names';
import { type ApplicationPart, partsOf, PLATFORM } from '../mesh/stack-parts';

/** `application` is the application in one stack. `platform` and `services` take its place where the application names its stacks. */
export type StackPart = 'state' | 'network' | 'registry' | 'images' | 'application' | 'platform' | 'services';

export interface StackEntry {
  /** `state`, or `<stage>-<application>[-<part>]`: also the folder below `cdktf.out/stacks`. */
  readonly name: string;
  readonly part: StackPart;
  /** Absent for `state`, which all stages and applications share. */
  readonly application?: MeshApplication;
  /** The part of the application that runs in it. Absent for a stack that makes something else, and for one that is not declared. */
  readonly content?: ApplicationPart;
  /** Stacks whose outputs it reads. */
  readonly reads: readonly string[];
  /** Its tasks start once the images of the application are pushed. */
  readonly runsImages?: true;
}

export const STATE_STACK = 'state';

/** In the order of deployment; destroying goes backwards. */
export function listStacks(applications: readonly MeshApplication[], build: Build): StackEntry[] {
  const state: StackEntry = { name: STATE_STACK, part: 'state', reads: [] };
  // The owner of a network is deployed before those that live in it.
  const isGuest = ({ network }: MeshApplication) => network.kind === 'of';
  const inOrder = [...applications.filter((each) => !isGuest(each)), ...applications.filter(isGuest)];
  return [state, ...inOrder.flatMap((application) => stacksOf(application, build))];
}

function stacksOf(application: MeshApplication, build: Build): StackEntry[] {
  const network = accountName(application, 'network');
  const registry = accountName(application, 'registry');
  return [
    ...(application.network.kind === 'own'
      ? [{ name: network, part: 'network' as const, application, reads: [] }]
      : []),
    { name: registry, part: 'registry', application, reads: [] },
    // The application reads nothing of it, but its tasks need what it pushes.
    ...(build === 'docker'
      ? [
          {
            name: accountName(application, 'images'),
            part: 'images' as const,
            application,
            reads: [registry],
          },
        ]
      : []),
    ...partsOf(application).map((part) =>
      stackOf(application, part, {
        network: networkRead(application),
        registry,
      }),
    ),
  ];
}

function stackOf(
  application: MeshApplication,
  content: ApplicationPart,
  { network, registry }: { readonly network: readonly string[]; readonly registry: string },
): StackEntry {
  const { stack, nodes } = content;
  const name = accountName(application, ...(stack === undefined ? [] : [stack]));
  const part = stack === undefined ? 'application' : stack === PLATFORM ? 'platform' : 'services';
  const platform = part === 'services' ? [accountName(application, PLATFORM)] : [];
  const runsNodes = nodes.length > 0;
  return {
    name,
    part,
    application,
    content,
    reads: [...network, ...platform, ...(runsNodes ? [registry] : [])],
    ...(runsNodes && { runsImages: true }),
  };
}

/** Stack `network` of the application, or of the one whose network it lives in. */
function networkRead({ name, stage, network }: MeshApplication): string[] {
  if (network.kind === 'existing') return [];
  return [accountName({ stage, name: network.kind === 'of' ? network.of : name }, 'network')];
}
