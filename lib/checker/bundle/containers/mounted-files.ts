import { listItems } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, type Manifest, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle, Container, PodTemplate } from '../bundle';
import { mounts } from './pod-volumes';

/** The ConfigMap or the Secret of a volume in the file system of a container. A projected volume may hold several. */
export interface MountedFiles {
  /** The folder, or with `subPath` the file. */
  readonly mountPath: string;
  readonly subPath: string | undefined;
  readonly path: string;
  readonly volume: string;
  readonly kind: 'ConfigMap' | 'Secret';
  /** The name of the ConfigMap or the Secret. */
  readonly configMap: string;
  readonly made: Manifest;
  /** The texts by name below the folder of the volume. Undefined for a binary file, and for every file of a Secret. */
  readonly files: ReadonlyMap<string, string | undefined>;
  /** The permissions of each file, by the name of the file. */
  readonly modes: ReadonlyMap<string, number>;
  /** Every file of the volume. Undefined if a source of a projected volume is not in the bundle. */
  readonly names: ReadonlySet<string> | undefined;
}

/** The mode of a file without `defaultMode`: 0644. */
const DEFAULT_MODE = 0o644;

/** The ConfigMaps and Secrets of the bundle that a container mounts, each with the files of the volume. */
export const mountedFiles = (bundle: Bundle, container: Container): readonly MountedFiles[] =>
  filesIn(bundle)(container);

const filesIn = once((bundle: Bundle) => once((container: Container) => readFiles(bundle, container)));

function readFiles(bundle: Bundle, container: Container): MountedFiles[] {
  const { template } = container;
  const volumes = new Map(listAt(template.spec, 'volumes').map((volume) => [stringAt(volume, 'name'), volume]));
  const items = new Map(
    listItems(container.spec, container.path, 'volumeMounts').map(({ item, path }) => [path, item] as const),
  );
  return mounts(container).flatMap(({ volume, mountPath, path }) => {
    const mount = items.get(path);
    if (stringAt(mount, 'subPathExpr') !== undefined) return [];
    const place = { mountPath, subPath: stringAt(mount, 'subPath'), path, volume };
    return sourcesOf(bundle, template, volumes.get(volume)).map((source) => ({ ...place, ...source }));
  });
}

type Source = Pick<MountedFiles, 'kind' | 'configMap' | 'made' | 'files' | 'modes'>;
type Whole = Source & Pick<MountedFiles, 'names'>;

function sourcesOf(bundle: Bundle, template: PodTemplate, volume: Json | undefined): Whole[] {
  const single = [
    ...ofConfigMap(bundle, template, valueAt(volume, 'configMap')),
    ...ofSecret(bundle, template, valueAt(volume, 'secret')),
  ].map((source) => ({ ...source, names: new Set(source.files.keys()) }));
  const mode = numberAt(volume, 'projected', 'defaultMode');
  const parts = listAt(volume, 'projected', 'sources').map((source) => {
    const held = [
      ...ofConfigMap(bundle, template, valueAt(source, 'configMap'), mode),
      ...ofSecret(bundle, template, valueAt(source, 'secret'), mode),
    ];
    const isHeld = ['configMap', 'secret'].some((kind) => valueAt(source, kind) !== undefined);
    return { held, names: isHeld ? held.flatMap(({ files }) => [...files.keys()]) : writtenNames(source), isHeld };
  });
  const isWhole = parts.every(({ held, isHeld }) => !isHeld || held.length > 0);
  const names = isWhole ? new Set(parts.flatMap((part) => part.names)) : undefined;
  return [...single, ...parts.flatMap(({ held }) => held.map((source) => ({ ...source, names })))];
}

/** The files that the kubelet writes: tokens, labels, certificates. */
const writtenNames = (source: Json): string[] =>
  ['serviceAccountToken', 'clusterTrustBundle', 'podCertificate']
    .flatMap((kind) => valueAt(source, kind) ?? [])
    .concat(listAt(source, 'downwardAPI', 'items'))
    .flatMap((item) => entriesAt(item).flatMap(([field, value]) => (/path$/i.test(field) ? String(value) : [])));

function ofConfigMap(bundle: Bundle, { namespace }: PodTemplate, source: Json | undefined, mode?: number): Source[] {
  const name = stringAt(source, 'name') ?? '';
  const made = bundle.find('ConfigMap', namespace, name);
  if (made === undefined) return [];
  const keys = bundle.configMapKeys(namespace, name) ?? [];
  return [
    { kind: 'ConfigMap', configMap: name, made, ...filesOf(keys, source, mode, (key) => stringAt(made, 'data', key)) },
  ];
}

function ofSecret(bundle: Bundle, { namespace }: PodTemplate, source: Json | undefined, mode?: number): Source[] {
  const name = stringAt(source, 'secretName') ?? stringAt(source, 'name') ?? '';
  const [made, keys] = [bundle.secret(namespace, name)?.maker, bundle.secretKeys(namespace, name)];
  if (made === undefined || keys === undefined) return [];
  return [{ kind: 'Secret', configMap: name, made, ...filesOf(keys, source, mode, () => undefined) }];
}

/** With `items`, the listed keys alone are files. */
function filesOf(
  keys: Iterable<string>,
  source: Json | undefined,
  mode: number | undefined,
  text: (key: string) => string | undefined,
): Pick<Source, 'files' | 'modes'> {
  const preset = numberAt(source, 'defaultMode') ?? mode ?? DEFAULT_MODE;
  const items = listAt(source, 'items');
  const all =
    items.length === 0
      ? [...keys].map((key) => ({ key, name: key, mode: preset }))
      : items.map((item) => {
          const key = stringAt(item, 'key') ?? '';
          return { key, name: stringAt(item, 'path') ?? key, mode: numberAt(item, 'mode') ?? preset };
        });
  return {
    files: new Map(all.map(({ name, key }) => [name, text(key)])),
    modes: new Map(all.map((each) => [each.name, each.mode])),
  };
}
