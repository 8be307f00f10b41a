import type { k8s } from '../../kubernetes';
import type { BackingService } from '../../values/backing-service';
import { configMapFolder, type MountAs, secretFolder } from '../../values/mounted-secret';
import type { Secret } from '../secret/secret';
import { checksum } from './checksum';
import type { ConfigurationProps } from './configuration-props';

/** One object that a program is told of, and what stands in its pods for the object. */
export interface Source {
  /** The variables with the keys of the object. @default none */
  readonly envFrom?: k8s.EnvFromSource;
  /** The files with the keys of the object. @default none */
  readonly folder?: { readonly volume: k8s.Volume; readonly mountPath: string };
  /** The annotation of the pods. @default none, for an object of somebody else */
  readonly checksums?: Readonly<Record<string, string>>;
  /** The keys that the program may require. @default none */
  readonly keys?: readonly string[];
}

export function ownSource(name: string, config: Readonly<Record<string, string>>): Source {
  return {
    envFrom: { configMapRef: { name } },
    checksums: { 'checksum/config': checksum(config) },
    keys: Object.keys(config),
  };
}

export function existingSource(
  name: string,
  existing: Readonly<Record<string, string>>,
  mountAs: MountAs = 'environment',
): Source {
  return {
    ...(mountAs === 'environment' && { envFrom: { configMapRef: { name } } }),
    ...(mountAs === 'files' && {
      folder: { volume: { name, configMap: { name } }, mountPath: configMapFolder(name) },
    }),
    keys: Object.keys(existing),
  };
}

export function secretSource({ name, keys, checksum: made }: Secret, mountAs: MountAs): Source {
  return {
    ...(mountAs === 'environment' && { envFrom: { secretRef: { name } } }),
    ...(mountAs === 'files' && {
      folder: { volume: { name, secret: { secretName: name } }, mountPath: secretFolder(name) },
    }),
    ...(made && { checksums: { [`checksum/${name}`]: made } }),
    keys,
  };
}

export function folderSource({ configMap: name, mountPath, data }: Folder): Source {
  return {
    folder: { volume: { name, configMap: { name } }, mountPath },
    checksums: { [`checksum/${name}`]: checksum(data) },
  };
}

/** A ConfigMap that is mounted as a folder. */
export interface Folder {
  readonly configMap: string;
  readonly mountPath: string;
  readonly data: Readonly<Record<string, string>>;
}

export function foldersOf(name: string, files: ConfigurationProps['files'] = {}): Folder[] {
  return Object.entries(files).map(([mountPath, data]) => {
    return { configMap: `${name}${mountPath.replaceAll('/', '-')}`, mountPath, data };
  });
}

/** Two servers may be known by the same certificates. */
export function caBundlesOf(client: string, backingServices: Readonly<Record<string, BackingService>>): Folder[] {
  const bundles = Object.values(backingServices).flatMap(({ caBundle }) => caBundle ?? []);
  const folders = bundles.map(({ mountPath, file, certificates, ...bundle }): [string, Folder] => {
    const configMap = `${client}-${bundle.configMap}`;
    return [configMap, { configMap, mountPath, data: { [file]: certificates } }];
  });
  return [...new Map(folders).values()];
}
