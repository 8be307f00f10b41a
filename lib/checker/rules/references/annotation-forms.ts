import type { Bundle } from '../../bundle/bundle';
import { entryPath } from '../../manifest/field-path';
import { entriesAt, type Json, type Manifest } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { ANNOTATION_FORMS } from '../../programs/annotation-forms';
import { type Finding, quoted, type Rule } from '../../rule';

/** An annotation or a label has the form in which its program reads the value. */
export const annotationForms: Rule = {
  id: 'annotation-forms',
  answer: 'risk',
  why: 'the API server stores any text below an annotation: a controller that cannot read a value takes its default, and says so in its log alone',
  example:
    'Ingress default/web: metadata.annotations[nginx.ingress.kubernetes.io/proxy-read-timeout]: expected a number without a unit, received "60s" [annotation-forms]',
  check: (bundle) => [
    ...bundle.manifests.flatMap((object) => ofMetadata(object, 'metadata', object.metadata)),
    ...ofTemplates(bundle),
  ],
};

function ofTemplates(bundle: Bundle): Finding[] {
  return bundle.templates
    .filter(({ owner }) => owner.kind !== 'Pod')
    .flatMap(({ owner, path, labels, annotations }) =>
      ofMetadata(owner, `${path.replace(/\.?spec$/, '')}.metadata`.replace(/^\./, ''), { labels, annotations }),
    );
}

function ofMetadata(object: Manifest, path: string, metadata: Json): Finding[] {
  return ['annotations', 'labels'].flatMap((part) =>
    entriesAt(metadata, part).flatMap(([key, value]): Finding[] => {
      const row = ANNOTATION_FORMS.get(key);
      if (row === undefined || typeof value !== 'string' || row.form.test(value) || /\$[({]|\{\{/.test(value))
        return [];
      const stray = value.split(/\s*,\s*/).find((each) => row.words?.includes(each) === false) ?? value;
      const meant = nearest(stray, row.words ?? []);
      const field = entryPath(`${path}.${part}`, key);
      return [
        { object, field, expected: row.expected, received: quoted(value), ...(meant !== undefined && { meant }) },
      ];
    }),
  );
}
