/** `MESH_IMAGES`: images that run instead of those that are built from the sources. */
import { byText } from '../../mesh/by-key';
import type { Problem } from '../../mesh/checks/problem';
import { isReference, TAG } from '../../mesh/runs/image-reference';
import { contextNotText } from './problems';
import { accepted, type Read, refused } from './setting-form';

export type Images =
  /** Built from the sources; each tag is the hash of the build context. */
  | { readonly kind: 'built' }
  /** In the project's own repositories, all with this tag. */
  | { readonly kind: 'tag'; readonly tag: string }
  /** Named one by one; a source without a name here is built. Sorted by application and source. */
  | { readonly kind: 'references'; readonly references: readonly SourceImage[] };

export interface SourceImage {
  /** @default - every application that has such a source */
  readonly application?: string;
  /** Name of the source folder. */
  readonly source: string;
  /** Full reference: `registry/path:tag` or `registry/path@sha256:…`. */
  readonly reference: string;
}

const FOLDER = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** One tag for all, or `client=<reference>,color-teller/backend=<reference>`. */
export function readImages(text: string, where: string): Read<Images> {
  if (!text.includes('='))
    return TAG.test(text) ? accepted({ kind: 'tag', tag: text }) : refused(imageTag(where, text));
  const pairs = text.split(',').map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [pair.trim(), ''] : [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
  });
  return readReferences(
    pairs.map(([key, reference]) => readReference(key, reference, where)),
    where,
  );
}

/** The same as an object: `{ "client": "<reference>" }`. */
export function readImagesObject(object: object, where: string): Read<Images> {
  const parts = Object.entries(object).map(([key, reference]: [string, unknown]) =>
    typeof reference === 'string'
      ? readReference(key.trim(), reference.trim(), where)
      : refused(contextNotText(`${where} > ${key}`, reference)),
  );
  return readReferences(parts, where);
}

/** Even a pair with a mistake shows that the image of its source is not built from disk. */
function readReferences(parts: readonly Read<SourceImage>[], where: string): Read<Images> {
  const all = parts.flatMap((part) => (part.kind === 'value' ? [part.value] : (part.rest ?? [])));
  const problems = [
    ...parts.flatMap((part) => (part.kind === 'problems' ? part.problems : [])),
    ...duplicateKeys(all.map(sourceKey)).map((key) => imageDuplicate(where, key)),
  ];
  const references = [...all].sort(byText(sourceKey));
  const images: Images = all.length === 0 ? { kind: 'built' } : { kind: 'references', references };
  return problems.length > 0 ? { kind: 'problems', problems, rest: images } : accepted(images);
}

function readReference(key: string, reference: string, where: string): Read<SourceImage> {
  const names = key.split('/');
  const [source, application, ...rest] = [...names].reverse();
  if (source === undefined || rest.length > 0 || !names.every((name) => FOLDER.test(name))) {
    return refused(imageSource(where, key));
  }
  const image = application === undefined ? { source, reference } : { application, source, reference };
  return isReference(reference)
    ? accepted(image)
    : { kind: 'problems', problems: [imageReference(where, key, reference)], rest: image };
}

function sourceKey({ application, source }: SourceImage): string {
  return application === undefined ? source : `${application}/${source}`;
}

function duplicateKeys(keys: readonly string[]): string[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}

function imageTag(where: string, got: string): Problem {
  return {
    code: 'setting-image-tag',
    severity: 'error',
    where,
    what: 'must be one tag for all images, or <source>=<reference> pairs',
    got,
    fix: 'use a tag of 1 to 128 letters, digits, dots, hyphens and underscores (first no dot or hyphen), or write client=<reference>',
  };
}

function imageSource(where: string, got: string): Problem {
  return {
    code: 'setting-image-source',
    severity: 'error',
    where,
    what: 'must name a source folder left of =',
    got,
    fix: 'write client=<reference> or color-teller/client=<reference>',
  };
}

function imageReference(where: string, key: string, got: string): Problem {
  return {
    code: 'setting-image-reference',
    severity: 'error',
    where,
    what: `must give "${key}" a full image reference`,
    got,
    fix: 'write registry/path:tag or registry/path@sha256:<64 hex digits>',
  };
}

function imageDuplicate(where: string, key: string): Problem {
  return {
    code: 'setting-image-duplicate',
    severity: 'error',
    where,
    what: 'names a source twice',
    got: key,
    fix: 'keep one of the two',
  };
}
