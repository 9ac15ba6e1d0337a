/** Problems of settings that name applications, and of the list of applications. */
import { listNames } from '../problem';
import { quote } from '../value-text';
import { type At, type Names, error, suggest, suggestLikely, wrong } from './factory';

export const projectProblems = {
  weightsRouteUnknown: (at: At, path: string, known: Names) =>
    error(
      'weights-route-unknown',
      at,
      `there is no such route, known routes: ${listNames(known)}`,
      suggest(path, known, 'write <service>/<route>'),
    ),
  weightsAmbiguous: (at: At, path: string, applications: Names) =>
    error(
      'weights-ambiguous',
      at,
      `several applications have it: ${listNames(applications)}`,
      `write ${quote(`${applications[0]}/${path}`)}`,
    ),
  weightsTargetUnknown: (at: At, node: string, known: Names) =>
    error(
      'weights-target-unknown',
      at,
      `${quote(node)} is not a target of this route, its targets: ${listNames(known)}`,
      suggestLikely(node, known, 'name a target that the application declares'),
    ),
  applicationTwice: (name: string) =>
    error(
      'application-twice',
      `application ${quote(name)}`,
      'it is listed more than once in services/index.ts',
      'list each application once',
    ),
  applicationMissing: (at: At, got: unknown) =>
    wrong(
      'application-missing',
      at,
      'it is not an application',
      got,
      'write export default application(…) in its application.ts',
    ),
  /** @param at the file, with line and column if they are known */
  applicationBroken: (at: At, reason: string) =>
    error('application-broken', at, `it cannot be read: ${reason}`, 'correct it there'),
  imageSourceUnknown: (source: string, known: Names) =>
    error(
      'image-source-unknown',
      `setting MESH_IMAGES > ${quote(source)}`,
      `no node runs this source, known sources: ${listNames([...new Set(known)])}`,
      suggest(source, known, 'name a source folder'),
    ),
} as const;
