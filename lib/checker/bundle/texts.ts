import type { Bundle } from './bundle';
import { entryPath, listItems } from '../manifest/field-path';
import { fields, items, type Manifest, namespaceOf, text } from '../manifest/manifest';

/** A text that a program reads when it runs. Never to be printed: it may hold a password. */
export interface Text {
  readonly object: Manifest;
  readonly namespace: string;
  readonly field: string;
  /** The variable or key it stands under; none for an argument. */
  readonly key: string | undefined;
  readonly value: string;
}

/** Every text of a bundle: of environment variables, command lines, ConfigMaps, Secrets (decoded) and aliases of hosts. */
export function texts(bundle: Bundle): readonly Text[] {
  const found = known.get(bundle) ?? read(bundle);
  known.set(bundle, found);
  return found;
}

const known = new WeakMap<Bundle, readonly Text[]>();

function read(bundle: Bundle): Text[] {
  return [
    ...bundle.containers.flatMap(({ template: { owner: object, namespace }, spec, path }) => [
      ...listItems(spec, path, 'env').map((entry) => ({
        object,
        namespace,
        field: `${entry.path}.value`,
        key: text(entry.item, 'name'),
        value: text(entry.item, 'value'),
      })),
      ...['command', 'args'].flatMap((list) =>
        items(spec, list).map((value, index) => ({
          object,
          namespace,
          field: `${path}.${list}[${index}]`,
          key: undefined,
          value: typeof value === 'string' ? value : undefined,
        })),
      ),
    ]),
    ...bundle.ofKind('ConfigMap').flatMap((object) =>
      fields(object, 'data').map(([key, value]) => ({
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
    ...bundle.ofKind('Service').map((object) => ({
      object,
      namespace: namespaceOf(object),
      field: 'spec.externalName',
      key: undefined,
      value: text(object, 'spec', 'externalName'),
    })),
  ].flatMap(({ value, ...place }) => (value === undefined ? [] : [{ ...place, value }]));
}
