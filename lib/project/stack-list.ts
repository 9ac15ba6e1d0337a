/** The stacks of the project, their names, and their order of deployment. No cdktf: commands read it too. */
import type { Build } from './settings';
import type { MeshApplication } from '../mesh/application';
import { accountName } from '../mesh/account-names';
import { type ApplicationPart, partsOf, PLATFORM } from '../mesh/stack-parts';

/**
 * `application` is the application in one stack. `platform` and `services` replace it if the application declares its
 * stacks.
 */
export type StackPart = 'state' | 'network' | 'registry' | 'images' | 'application' | 'platform' | 'services';

export interface StackEntry {
  /** `state`, or `<stage>-<application>[-<part>]`: also the folder below `cdktf.out/stacks`. */
  readonly name: string;
  readonly part: StackPart;
  /** Absent for `state`, which all stages and applications share. */
  readonly application?: MeshApplication;
  /** The part of the application in this stack. Absent for a stack of another kind, and for one that is not declared. */
  readonly content?: ApplicationPart;
  /** Stacks whose outputs it reads. */
  readonly reads: readonly string[];
  /** Its tasks start only after the images of the application are pushed. */
  readonly runsImages?: true;
}

export const STATE_STACK = 'state';

/** In the order of deployment; stacks are destroyed in the reverse order. */
export function listStacks(applications: readonly MeshApplication[], build: Build): StackEntry[] {
  const state: StackEntry = { name: STATE_STACK, part: 'state', reads: [] };
  // The owner of a network is deployed before the applications that live in it.
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
    // The application reads no output of it, but its tasks need the images that it pushes.
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

/** Stack `network` of the application, or of the application that owns its network. */
function networkRead({ name, stage, network }: MeshApplication): string[] {
  if (network.kind === 'existing') return [];
  return [accountName({ stage, name: network.kind === 'of' ? network.of : name }, 'network')];
}
