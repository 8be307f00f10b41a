import { listItems } from '../manifest/field-path';
import { type Json, listAt, type Manifest, stringAt } from '../manifest/manifest';
import type { Bundle, Container, PodTemplate } from './bundle';
import { mounts } from './pod-volumes';

/** A ConfigMap or a Secret in the file system of a container. */
export interface MountedFiles {
  /** The folder, or with `subPath` the file. */
  readonly mountPath: string;
  readonly subPath: string | undefined;
  readonly path: string;
  readonly kind: 'ConfigMap' | 'Secret';
  /** The name of the ConfigMap or the Secret. */
  readonly configMap: string;
  readonly made: Manifest;
  /** The texts by name below the folder of the volume. Undefined for a binary file, and for every file of a Secret. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

/** The ConfigMaps and Secrets of the bundle that a container mounts, each with the files of the volume. */
export function mountedFiles(bundle: Bundle, container: Container): MountedFiles[] {
  const { template } = container;
  const volumes = listItems(template.spec, template.path, 'volumes').map(({ item }) => item);
  return mounts(container).flatMap(({ volume, mountPath, path }) => {
    const source = volumes.find((each) => stringAt(each, 'name') === volume);
    const mount = listItems(container.spec, container.path, 'volumeMounts').find((each) => each.path === path)?.item;
    if (stringAt(mount, 'subPathExpr') !== undefined) return [];
    const place = { mountPath, subPath: stringAt(mount, 'subPath'), path };
    return [...ofConfigMap(bundle, template, source), ...ofSecret(bundle, template, source)].map((files) => ({
      ...place,
      ...files,
    }));
  });
}

type Source = Pick<MountedFiles, 'kind' | 'configMap' | 'made' | 'files'>;

function ofConfigMap(bundle: Bundle, { namespace }: PodTemplate, volume: Json | undefined): Source[] {
  const name = stringAt(volume, 'configMap', 'name') ?? '';
  const made = bundle.find('ConfigMap', namespace, name);
  if (made === undefined) return [];
  const keys = bundle.configMapKeys(namespace, name) ?? [];
  const files = filesOf(keys, listAt(volume, 'configMap', 'items'), (key) => stringAt(made, 'data', key));
  return [{ kind: 'ConfigMap', configMap: name, made, files }];
}

function ofSecret(bundle: Bundle, { namespace }: PodTemplate, volume: Json | undefined): Source[] {
  const name = stringAt(volume, 'secret', 'secretName') ?? '';
  const [made, keys] = [bundle.secret(namespace, name)?.maker, bundle.secretKeys(namespace, name)];
  if (made === undefined || keys === undefined) return [];
  const files = filesOf(keys, listAt(volume, 'secret', 'items'), () => undefined);
  return [{ kind: 'Secret', configMap: name, made, files }];
}

/** With `items`, the listed keys alone are files. */
function filesOf(
  keys: Iterable<string>,
  items: readonly Json[],
  text: (key: string) => string | undefined,
): Map<string, string | undefined> {
  if (items.length === 0) return new Map([...keys].map((key) => [key, text(key)]));
  return new Map(
    items.map((item) => {
      const key = stringAt(item, 'key') ?? '';
      return [stringAt(item, 'path') ?? key, text(key)];
    }),
  );
}
