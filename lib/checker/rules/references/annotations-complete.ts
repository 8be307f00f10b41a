import type { Bundle } from '../../bundle/bundle';
import { entryOf } from '../../manifest/entry-of';
import { entryPath } from '../../manifest/field-path';
import { entriesAt, type Json, type Manifest, stringAt } from '../../manifest/manifest';
import { NEEDED_ANNOTATIONS } from '../../programs/needed-annotations';
import { type Finding, quoted, type Rule } from '../../rule';

/** An annotation stands beside the annotation that switches it on. */
export const annotationsComplete: Rule = {
  id: 'annotations-complete',
  answer: 'risk',
  why: 'a controller reads some annotations together with another one alone: without the other one, there is no session, no canary and no password, and nobody says so',
  example:
    'Ingress default/web: metadata.annotations[nginx.ingress.kubernetes.io/canary-weight]: expected nginx.ingress.kubernetes.io/canary: true beside, without which the annotation has no effect, received nothing [annotations-complete]',
  about: Object.keys(NEEDED_ANNOTATIONS),
  check: (bundle) => [
    ...bundle.manifests.flatMap((object) => ofMetadata(object, 'metadata', object.metadata)),
    ...ofTemplates(bundle),
  ],
};

function ofTemplates(bundle: Bundle): Finding[] {
  return bundle.templates
    .filter(({ owner }) => owner.kind !== 'Pod')
    .flatMap(({ owner, path, annotations }) =>
      ofMetadata(owner, `${path.replace(/\.?spec$/, '')}.metadata`, { annotations }),
    );
}

/** One finding for each annotation that is missing. */
function ofMetadata(object: Manifest, path: string, metadata: Json): Finding[] {
  const found = new Map<string, Finding>();
  for (const [key] of entriesAt(metadata, 'annotations')) {
    const slash = key.indexOf('/');
    const prefix = key.slice(0, slash);
    const rows = entryOf(NEEDED_ANNOTATIONS, prefix);
    const row = rows?.find(({ name, kinds }) => name.test(key.slice(slash + 1)) && (kinds?.test(object.kind) ?? true));
    if (row === undefined) continue;
    const given = row.needs.flatMap((need) => stringAt(metadata, 'annotations', need) ?? []);
    // Who writes false has switched it off on purpose.
    if (given.some((value) => (row.value?.test(value) ?? true) || value === 'false') || found.has(row.expected))
      continue;
    const field = entryPath(`${path}.annotations`, key);
    found.set(row.expected, { object, field, expected: row.expected, received: quoted(given[0]) });
  }
  return [...found.values()];
}
