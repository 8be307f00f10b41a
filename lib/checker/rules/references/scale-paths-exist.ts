import { itemPath } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#scale-subresource */
const PATHS = ['specReplicasPath', 'statusReplicasPath', 'labelSelectorPath'];

/** The scale subresource of a custom kind reads and writes fields that the schema has. */
export const scalePathsExist: Rule = {
  id: 'scale-paths-exist',
  answer: 'broken',
  why: 'the API server does not compare the paths of the scale subresource with the schema, and drops a field that the schema lacks: no autoscaler ever scales the kind',
  example:
    'CustomResourceDefinition pools.example.com: spec.versions[v1].subresources.scale.specReplicasPath: expected a field of the schema (spec has size, image), received ".spec.replicas" [scale-paths-exist]',
  about: PATHS,
  check: (bundle) =>
    bundle.ofKind('CustomResourceDefinition').flatMap((object) =>
      listAt(object, 'spec', 'versions').flatMap((version, index) => {
        const schema = valueAt(version, 'schema', 'openAPIV3Schema');
        return PATHS.flatMap((name): Finding[] => {
          const path = stringAt(version, 'subresources', 'scale', name);
          const gap = schema === undefined || path === undefined ? undefined : gapIn(schema, path);
          if (gap === undefined) return [];
          const field = `${itemPath('spec.versions', version, index)}.subresources.scale.${name}`;
          return [{ object, field, expected: `a field of the schema (${gap})`, received: quoted(path) }];
        });
      }),
    ),
};

/** The fields that a schema has where a path leads nowhere. Undefined if the schema has the path, or may have the path. */
function gapIn(schema: Json, path: string): string | undefined {
  const steps = path.split('.').slice(1);
  let here: Json | undefined = schema;
  for (const [index, step] of steps.entries()) {
    const fields = entriesAt(here, 'properties');
    const isOpen = valueAt(here, 'x-kubernetes-preserve-unknown-fields') === true;
    if (isOpen || fields.length === 0) return undefined;
    here = fields.find(([name]) => name === step)?.[1];
    if (here === undefined) {
      const names = fields.map(([name]) => name).slice(0, 8);
      return `${steps.slice(0, index).join('.') || 'the object'} has ${names.join(', ')}`;
    }
  }
  return undefined;
}
