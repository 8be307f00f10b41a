import { entryPath, listItems } from '../../manifest/field-path';
import { entriesAt, listAt, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle } from '../bundle';

/** A text that a program reads at run time. Never to be printed: the text may hold a password. */
export interface Text {
  readonly object: Manifest;
  readonly namespace: string;
  readonly field: string;
  /** The variable or key of the text. Undefined for an argument. */
  readonly key: string | undefined;
  readonly value: string;
}

/** Every text of a bundle: of environment variables, command lines, ConfigMaps, Secrets (decoded) and aliases of hosts. */
export const texts = once((bundle: Bundle): readonly Text[] => {
  return [
    ...bundle.containers.flatMap(({ template: { owner: object, namespace }, spec, path }) => [
      ...listItems(spec, path, 'env').map((entry) => ({
        object,
        namespace,
        field: `${entry.path}.value`,
        key: stringAt(entry.item, 'name'),
        value: stringAt(entry.item, 'value'),
      })),
      ...['command', 'args'].flatMap((list) =>
        listAt(spec, list).map((value, index) => ({
          object,
          namespace,
          field: `${path}.${list}[${index}]`,
          key: undefined,
          value: typeof value === 'string' ? value : undefined,
        })),
      ),
    ]),
    ...bundle.ofKind('ConfigMap').flatMap((object) =>
      entriesAt(object, 'data').map(([key, value]) => ({
        object,
        namespace: namespaceOf(object),
        field: entryPath('data', key),
        key,
        value: typeof value === 'string' ? value : undefined,
      })),
    ),
    ...bundle.madeSecrets.flatMap(({ maker: object, namespace, values = [] }) =>
      values.map((value) => ({ object, namespace, ...value })),
    ),
    // KEDA asks the addresses of its triggers: https://keda.sh/docs/latest/scalers/
    ...['ScaledObject', 'ScaledJob'].flatMap((kind) =>
      bundle.ofKind(kind).flatMap((object) =>
        listAt(object, 'spec', 'triggers').flatMap((trigger, index) =>
          entriesAt(trigger, 'metadata').map(([key, value]) => ({
            object,
            namespace: namespaceOf(object),
            field: `spec.triggers[${index}].metadata.${key}`,
            key,
            value: typeof value === 'string' ? value : undefined,
          })),
        ),
      ),
    ),
    ...bundle.ofKind('Service').map((object) => ({
      object,
      namespace: namespaceOf(object),
      field: 'spec.externalName',
      key: undefined,
      value: stringAt(object, 'spec', 'externalName'),
    })),
  ].filter((text): text is Text => text.value !== undefined);
});
