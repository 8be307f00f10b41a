import type { Manifest } from './manifest';

const files = new WeakMap<Manifest, string>();

/** Keeps the file of a manifest: a path with slashes, from the root of the repository or from a folder further down. */
export function rememberFile(manifest: Manifest, file: string): void {
  files.set(manifest, file);
}

/** The path of a manifest's file. Undefined if unknown. */
export const fileOf = (manifest: Manifest): string | undefined => files.get(manifest);

/**
 * The path of a manifest's file below a folder of the repository, such as `./dist/prod`. A file whose path begins further
 * down, such as `prod/0-namespaces.yaml`, lies in the folder that ends alike. Undefined for a file elsewhere, or unknown.
 */
export function pathBelow(manifest: Manifest, folder: string): string | undefined {
  const parts = partsOf(files.get(manifest) ?? '');
  const [above, directory] = [partsOf(folder), parts.slice(0, -1)];
  if (parts.length > above.length && above.every((part, index) => parts[index] === part)) {
    return parts.slice(above.length).join('/');
  }
  const length = Math.min(above.length, directory.length);
  const endAlike = length > 0 && above.slice(-length).join('/') === directory.slice(-length).join('/');
  return endAlike ? parts.at(-1) : undefined;
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');
