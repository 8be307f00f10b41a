import { listItems } from '../../manifest/field-path';
import { identity, type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle, PodTemplate } from '../bundle';
import type { Reference } from './reference';

/** The fields that refer to a kind in pods. */
const TERMS = {
  ConfigMap: { env: 'configMapKeyRef', envFrom: 'configMapRef', volume: 'configMap', volumeName: 'name' },
  Secret: { env: 'secretKeyRef', envFrom: 'secretRef', volume: 'secret', volumeName: 'secretName' },
};

/** The ConfigMaps or Secrets that pods need to start. */
export function podReferences(bundle: Bundle, kind: keyof typeof TERMS): readonly Reference[] {
  return references[kind](bundle);
}

const references = {
  ConfigMap: once((bundle: Bundle) => read(bundle, TERMS.ConfigMap)),
  Secret: once((bundle: Bundle) => read(bundle, TERMS.Secret)),
};

/** The ConfigMaps or Secrets without which pods start all the same. */
export const optionalReferences = (bundle: Bundle, kind: keyof typeof TERMS): readonly Reference[] =>
  read(bundle, TERMS[kind], true);

/** The object of a kind and a name, if no pod names the object. */
export const unnamed = (bundle: Bundle, kind: keyof typeof TERMS) => (namespace: string, name: string) => {
  const object = bundle.find(kind, namespace, name);
  const isNamed = podReferences(bundle, kind).some((each) => each.namespace === namespace && each.name === name);
  return object && !isNamed ? identity(object) : undefined;
};

function read(
  { templates }: Bundle,
  terms: (typeof TERMS)[keyof typeof TERMS],
  isOptional = false,
): readonly Reference[] {
  const reference = (template: PodTemplate, path: string, source: Json | undefined, nameField?: string) =>
    (valueAt(source, 'optional') === true) === isOptional ? referenceOf(template, path, source, nameField) : [];
  return templates.flatMap((template) => [
    ...template.containers.flatMap(({ spec, path }) => [
      ...listItems(spec, path, 'env').flatMap((entry) =>
        reference(template, `${entry.path}.valueFrom.${terms.env}`, valueAt(entry.item, 'valueFrom', terms.env)),
      ),
      ...listAt(spec, 'envFrom').flatMap((entry, index) =>
        reference(template, `${path}.envFrom[${index}].${terms.envFrom}`, valueAt(entry, terms.envFrom)),
      ),
    ]),
    ...listItems(template.spec, template.path, 'volumes').flatMap(({ item, path }) => [
      ...reference(template, `${path}.${terms.volume}`, valueAt(item, terms.volume), terms.volumeName),
      ...listAt(item, 'projected', 'sources').flatMap((source, position) =>
        reference(template, `${path}.projected.sources[${position}].${terms.volume}`, valueAt(source, terms.volume)),
      ),
    ]),
  ]);
}

function referenceOf(template: PodTemplate, path: string, source: Json | undefined, nameField = 'name'): Reference[] {
  const name = stringAt(source, nameField);
  if (!name) return [];
  const key = stringAt(source, 'key');
  const files = listAt(source, 'items').flatMap((item, index) => {
    const key = stringAt(item, 'key');
    return key === undefined ? [] : [{ key, field: `${path}.items[${index}].key` }];
  });
  return [
    {
      object: template.owner,
      namespace: template.namespace,
      name,
      field: `${path}.${nameField}`,
      keys: key === undefined ? files : [{ key, field: `${path}.key` }],
    },
  ];
}
