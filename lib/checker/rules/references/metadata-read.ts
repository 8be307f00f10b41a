import { entryOf } from '../../manifest/entry-of';
import { entriesAt, type Json, type Manifest } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { METADATA_NAMES, ONE_PLACE } from '../../programs/metadata-names';
import { type Finding, quoted, type Rule } from '../../rule';

const PARTS = ['labels', 'annotations'] as const;
const WORDS: ReadonlyMap<string, Readonly<Record<(typeof PARTS)[number], readonly string[]>>> = new Map(
  Object.entries(METADATA_NAMES).map(([prefix, { labels, annotations }]) => [
    prefix,
    { labels: labels.split(' '), annotations: annotations.split(' ') },
  ]),
);

/** A program reads a label or an annotation under its name, and in its place. */
export const metadataRead: Rule = {
  id: 'metadata-read',
  answer: 'risk',
  why: 'a program reads the names that it knows: a mistyped label, or an annotation in place of a label, has no effect, and nobody says so',
  example:
    'Namespace shop: metadata.labels[pod-security.kubernetes.io/enforced]: expected a label below pod-security.kubernetes.io, received "enforced"; did you mean "enforce"? [metadata-read]',
  check: (bundle) => [
    ...bundle.manifests.flatMap((object) => ofMetadata(object, 'metadata', object.metadata)),
    ...bundle.templates
      .filter(({ owner }) => owner.kind !== 'Pod')
      .flatMap(({ owner, path, labels, annotations }) =>
        ofMetadata(owner, `${path.replace(/\.spec$/, '')}.metadata`, { labels, annotations }),
      ),
  ],
};

function ofMetadata(object: Manifest, path: string, metadata: Json): Finding[] {
  return PARTS.flatMap((part) => {
    const other = part === 'labels' ? 'annotations' : 'labels';
    return entriesAt(metadata, part).flatMap(([key]): Finding[] => {
      const slash = Math.max(0, key.indexOf('/'));
      const [prefix, name] = [key.slice(0, slash), key.slice(slash + 1)];
      const [known, only] = [WORDS.get(prefix), entryOf(ONE_PLACE, key)];
      if (known === undefined && only === undefined) return [];
      const field = `${path}.${part}[${key}]`;
      const place = only ?? (known?.[other].includes(name) && !known[part].includes(name) ? other : part);
      if (place !== part) {
        // Whoever writes both is on the safe side.
        if (entriesAt(metadata, other).some(([each]) => each === key)) return [];
        return [
          { object, field, expected: `${ARTICLES[place]}, where the program reads the name`, received: ARTICLES[part] },
        ];
      }
      if (known === undefined || known[part].some((each) => fits(each, name))) return [];
      const meant = nearest(name, known[part]);
      if (meant === undefined) return [];
      return [{ object, field, expected: `${ARTICLES[part]} below ${prefix}`, received: quoted(name), meant }];
    });
  });
}

const ARTICLES = { labels: 'a label', annotations: 'an annotation' };

const fits = (word: string, name: string): boolean =>
  word.endsWith('*') ? name.startsWith(word.slice(0, -1)) : word === name;
