import { listItems } from '../manifest/field-path';
import { type Json, listAt, stringAt, valueAt } from '../manifest/manifest';
import type { Bundle, Container } from './bundle';
import { mounts } from './pod-volumes';

/** A ConfigMap in the file system of a container. */
export interface MountedFiles {
  /** The folder, or with `subPath` the file. */
  readonly mountPath: string;
  readonly subPath: string | undefined;
  readonly path: string;
  readonly configMap: string;
  /** The texts by name below the folder of the volume. Undefined for a binary file. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

/** The ConfigMaps of the bundle that a container mounts, each with the files of the volume. */
export function mountedFiles(bundle: Bundle, container: Container): MountedFiles[] {
  const { template } = container;
  const volumes = listItems(template.spec, template.path, 'volumes').map(({ item }) => item);
  return mounts(container).flatMap(({ volume, mountPath, path }) => {
    const source = valueAt(
      volumes.find((each) => stringAt(each, 'name') === volume),
      'configMap',
    );
    const name = stringAt(source, 'name') ?? '';
    const made = bundle.find('ConfigMap', template.namespace, name);
    if (made === undefined) return [];
    const mount = listItems(container.spec, container.path, 'volumeMounts').find((each) => each.path === path)?.item;
    if (stringAt(mount, 'subPathExpr') !== undefined) return [];
    const files = filesOf(bundle.configMapKeys(template.namespace, name) ?? [], listAt(source, 'items'), made);
    return [{ mountPath, subPath: stringAt(mount, 'subPath'), path, configMap: name, files }];
  });
}

/** With `items`, the listed keys alone are files. */
function filesOf(keys: Iterable<string>, items: readonly Json[], made: unknown): Map<string, string | undefined> {
  const text = (key: string) => stringAt(made, 'data', key);
  if (items.length === 0) return new Map([...keys].map((key) => [key, text(key)]));
  return new Map(
    items.map((item) => {
      const key = stringAt(item, 'key') ?? '';
      return [stringAt(item, 'path') ?? key, text(key)];
    }),
  );
}
