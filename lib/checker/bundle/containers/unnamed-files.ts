import { valueAt } from '../../manifest/manifest';
import type { MountedFiles } from './mounted-files';
import { baseOf, fits, isPattern } from './path-patterns';
import type { ToldPath } from './told-paths';

/** A mounted file that nobody names. */
export interface UnnamedFile {
  readonly place: string;
  readonly text: string | undefined;
}

/** The mounted files that no path and no pattern of the container names. */
export function unnamedFiles(mounted: readonly MountedFiles[], told: readonly ToldPath[]): UnnamedFile[] {
  return mounted
    .flatMap(({ mountPath, subPath, files }) =>
      [...files].flatMap(([name, text]) => {
        if (subPath === undefined) return [{ place: `${mountPath}/${name}`, text }];
        return subPath === name ? [{ place: mountPath, text }] : [];
      }),
    )
    .filter(({ place }) => !told.some(({ file }) => `${place}/`.startsWith(`${file}/`) || fits(file, place)));
}

/** A pattern for a folder whose files nobody names: with another ending, the pattern fits none of them. */
export function unfitting(
  folders: readonly MountedFiles[],
  unnamed: readonly UnnamedFile[],
  path: ToldPath,
): string | undefined {
  const folder = folders.find(({ mountPath }) => `${mountPath}/${baseOf(path.file)}` === path.file);
  if (folder?.names === undefined || !isPattern(path.file)) return undefined;
  const pattern = baseOf(path.file);
  // The file with the pattern is no file that the pattern is for.
  const others = [...folder.names].filter((name) => !folder.files.get(name)?.includes(pattern));
  const left = others.filter((name) => unnamed.some(({ place }) => place === `${folder.mountPath}/${name}`));
  const rules = left.filter((name) => /^groups:/m.test(folder.files.get(name) ?? ''));
  const isForRules = /^rule_files:/m.test(textAt(path));
  const meant = isForRules ? rules : left.length === others.length ? left : [];
  return meant.length === 0
    ? undefined
    : `a pattern that fits ${meant.slice(0, 3).join(', ')}, which is mounted at ${folder.mountPath} and which nobody names`;
}

/** The text of the file in which a path stands. */
export const textAt = ({ object, field }: ToldPath): string =>
  String(valueAt(object, 'data', field.replace(/^data(\.|\[)|\]$/g, '')) ?? '');
